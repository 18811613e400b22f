package webarch.harness.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By what the runs of a plan can be told apart, with every value at any scale. */
final class Dimensions {
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    private Dimensions() {}

    static Map<String, Set<String>> of(
            List<Subject> subjects,
            Map<String, List<String>> factors,
            List<String> workloads,
            List<Integer> serverCpus,
            Collection<Scale> scales) {
        Dimensions all = new Dimensions();
        workloads.forEach(workload -> all.add("workload", workload));
        serverCpus.forEach(cpus -> all.add("server_cpus", Integer.toString(cpus)));
        all.add(factors);
        for (Subject subject : subjects) {
            all.add("server", subject.name());
            all.add(subject.factors());
        }
        for (Scale scale : scales) {
            all.add(scale.factors());
            scale.levels().forEach(level -> all.add(level.dimension(), level.text()));
            scale.storages().forEach(storage -> all.add("storage", storage.name()));
        }
        return all.values;
    }

    private void add(Map<String, List<String>> factors) {
        factors.forEach((name, levels) -> levels.forEach(level -> add(name, level)));
    }

    private void add(String dimension, String value) {
        values.computeIfAbsent(dimension, _ -> new LinkedHashSet<>()).add(value);
    }
}
