package webarch.analysis.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Origin;
import webarch.analysis.Provenance;

/**
 * Something about the machine or the code, of the campaigns here and of the reference; where they
 * differ among themselves, all that they say.
 */
public record Fact(String name, String here, String there) {
    private static final double MEGABYTE = 1e6;

    private static final Map<String, String> PATHS = paths();

    private static Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("CPU", "machine/cpu_model");
        paths.put("CPUs", "machine/cpus");
        paths.put("Virtualisation", "machine/virtualisation");
        paths.put("Operating system", "machine/operating_system");
        paths.put("Kernel", "machine/kernel");
        paths.put("Preemption", "machine/preemption");
        paths.put("IRQ time accounting", "machine/irq_time_accounting");
        paths.put("Idle driver", "machine/idle_driver");
        paths.put("Congestion control", "machine/settings/net.ipv4.tcp_congestion_control");
        paths.put("Java", "versions/java");
        paths.put("Java's vendor", "versions/java_vendor");
        return paths;
    }

    static List<Fact> of(CampaignCollection here, CampaignCollection there) {
        Map<String, Function<Provenance, String>> facts = new LinkedHashMap<>();
        PATHS.forEach((name, path) -> facts.put(name, of -> of.fact(path).orElse("-")));
        facts.put("Memory (MB)", Fact::memory);
        facts.put("Commit", of -> of.commit().orElse("-"));
        return facts.entrySet().stream()
                .map(
                        fact ->
                                new Fact(
                                        fact.getKey(),
                                        all(here, fact.getValue()),
                                        all(there, fact.getValue())))
                .toList();
    }

    private static String memory(Provenance of) {
        return of.fact("machine/memory_bytes")
                .map(bytes -> String.valueOf(Math.round(Double.parseDouble(bytes) / MEGABYTE)))
                .orElse("-");
    }

    private static String all(CampaignCollection of, Function<Provenance, String> fact) {
        TreeSet<String> values = new TreeSet<>();
        for (Origin campaign : of.campaigns()) {
            values.add(fact.apply(Provenance.of(campaign)));
        }
        return String.join("; ", values);
    }
}
