package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.bench.trace.CallCount.Kind;

/**
 * Whether servers make the same successful calls on the data path: the same names, as often per
 * request, with as many bytes per call, and the same replies byte for byte.
 *
 * @param differences one line each; empty if they agree
 */
record Agreement(List<String> differences) {
    /** By how much the largest may exceed the smallest. */
    static final double TOLERANCE = 0.02;

    static Agreement of(List<CallProfile> profiles) {
        List<String> differences = new ArrayList<>();
        for (String name : dataPathNames(profiles)) {
            compare(profiles, name, "calls per request", differences, CallCount::calls);
            compare(profiles, name, "bytes per call", differences, CallCount::bytesPerCall);
        }
        if (profiles.stream().map(CallProfile::repliesSha256).distinct().count() > 1) {
            differences.add(
                    profiles.stream()
                            .map(p -> p.server() + " " + p.repliesSha256().substring(0, 12))
                            .collect(Collectors.joining(", ", "replies differ: SHA-256 ", "")));
        }
        return new Agreement(differences);
    }

    boolean holds() {
        return differences.isEmpty();
    }

    private static Set<String> dataPathNames(List<CallProfile> profiles) {
        return profiles.stream()
                .flatMap(profile -> profile.of(Kind.DATA).stream())
                .filter(count -> count.calls() > 0)
                .map(CallCount::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(
            List<CallProfile> profiles,
            String name,
            String what,
            List<String> differences,
            ToDoubleFunction<CallCount> value) {
        double[] values =
                profiles.stream()
                        .mapToDouble(
                                p -> p.find(Kind.DATA, name).map(value::applyAsDouble).orElse(0.0))
                        .map(v -> Double.isNaN(v) ? 0 : v)
                        .toArray();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double v : values) {
            least = Math.min(least, v);
            most = Math.max(most, v);
        }
        if (most > (1 + TOLERANCE) * least) {
            StringBuilder line = new StringBuilder(name + ", " + what + ":");
            for (int i = 0; i < values.length; i++) {
                CallProfile profile = profiles.get(i);
                double shown =
                        what.startsWith("calls") ? values[i] / profile.requests() : values[i];
                line.append(String.format(Locale.ROOT, " %s %.4f", profile.server(), shown));
            }
            differences.add(line.toString());
        }
    }
}
