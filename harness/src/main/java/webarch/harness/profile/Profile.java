package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The profile of one run, sorted into categories.
 *
 * @param unobserved the run of the same block and condition without a profiler, or null
 */
record Profile(
        RunRow run, RunRow unobserved, ProfileFacts facts, List<Part> parts, Closure closure) {
    private static final String UNCLEAR = "unclear";

    /**
     * CPU time of one category.
     *
     * @param receiverNanos of it, what was spent for the peer (mark {@code @receiver})
     * @param skidNanos of it, what was found where interrupts come on again (mark {@code @skid})
     */
    record Part(CategoryTable.Category category, long nanos, long receiverNanos, long skidNanos) {
        Part plus(Part other) {
            return new Part(
                    category,
                    nanos + other.nanos,
                    receiverNanos + other.receiverNanos,
                    skidNanos + other.skidNanos);
        }
    }

    /** Reads the profile of {@code run} from its folder. */
    static Profile read(Path campaign, RunRow run, List<RunRow> all, CategoryTable table)
            throws IOException {
        Path folder = run.folder(campaign);
        Samples samples = Samples.readCompressed(folder.resolve(Profiling.STACKS));
        ProfileFacts facts = ProfileFacts.read(folder);
        List<Part> parts = parts(samples, table);
        return new Profile(
                run,
                run.unobserved(all).orElse(null),
                facts,
                parts,
                closure(samples, parts, facts, run));
    }

    static List<Part> parts(Samples samples, CategoryTable table) {
        Map<CategoryTable.Category, Part> parts = new LinkedHashMap<>();
        table.categories().forEach(category -> parts.put(category, new Part(category, 0, 0, 0)));
        samples.nanos()
                .forEach(
                        (stack, nanos) -> {
                            Part part =
                                    new Part(
                                            table.of(stack),
                                            nanos,
                                            table.marked(stack, CategoryTable.RECEIVER) ? nanos : 0,
                                            table.marked(stack, CategoryTable.SKID) ? nanos : 0);
                            parts.merge(part.category, part, Part::plus);
                        });
        return List.copyOf(parts.values());
    }

    private static Closure closure(
            Samples samples, List<Part> parts, ProfileFacts facts, RunRow run) {
        double total = samples.total();
        double user = run.number("server_user_s");
        double system = run.number("server_sys_s");
        return new Closure(
                total / 1e9,
                facts.billedCpuS(),
                facts.onCpuS() == null ? Double.NaN : facts.onCpuS(),
                parts.stream().mapToLong(Part::nanos).sum() / total,
                samples.kernel() / total,
                system / (user + system),
                run.number("compiler_cpu_s") / run.number("server_cpu_s"),
                parts.stream()
                                .filter(part -> part.category.equals(CategoryTable.UNCLASSIFIED))
                                .mapToLong(Part::nanos)
                                .sum()
                        / total,
                parts.stream()
                                .filter(part -> part.category.group().equals(UNCLEAR))
                                .mapToLong(Part::nanos)
                                .sum()
                        / total,
                samples.kernel() > 0);
    }

    /**
     * Why it is not sound; empty if it is. A run that is no measurement gives no profile either.
     */
    List<String> failures() {
        List<String> failures = new ArrayList<>(closure.failures());
        if (run.text("valid").equals("false")) {
            failures.add("the run is invalid");
        }
        return failures;
    }

    /** Microseconds of CPU time per request of the measured window. */
    double microsPerRequest(long nanos) {
        return nanos / 1e3 / facts.requests();
    }

    /** What the kernel billed for a request while it was sampled, in microseconds. */
    double billedMicros() {
        return 1e6 * facts.billedCpuS() / facts.requests();
    }

    /** And in the same process while it was not; NaN if that was not looked at. */
    double unprofiledMicros() {
        return 1e6 * facts.unprofiledCpuS() / facts.unprofiledRequests();
    }

    double share(Part part) {
        return part.nanos / 1e9 / closure.sampledSeconds();
    }

    long samples(Part part) {
        return Math.round((double) part.nanos / facts.intervalNs());
    }
}
