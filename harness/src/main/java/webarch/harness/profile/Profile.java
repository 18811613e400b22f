package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
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

    /** No category of stacks: what the kernel has billed and no sample has seen. */
    private static final CategoryTable.Category NOT_SAMPLED =
            new CategoryTable.Category("billed-not-sampled", "unsampled");

    /** Of most kernels, where one does not tell. */
    private static final int USUAL_TICKS_PER_S = 250;

    /**
     * CPU time of one category.
     *
     * @param receiverNanos of it, what was spent for the peer (mark {@code @receiver})
     * @param skidNanos of it, what was found where interrupts come on again (mark {@code @skid})
     */
    record Part(CategoryTable.Category category, long nanos, long receiverNanos, long skidNanos) {
        boolean isSampled() {
            return !category.equals(NOT_SAMPLED);
        }

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
        Samples samples = samples(folder, table);
        ProfileFacts facts = ProfileFacts.read(folder);
        List<Part> parts = parts(samples, table);
        return new Profile(
                run,
                run.unobserved(all).orElse(null),
                facts,
                parts,
                closure(samples, parts, facts, run));
    }

    /**
     * The samples that the run with {@code folder} has left: stacks, and where the time was told by
     * other samples, weighted by those.
     */
    static Samples samples(Path folder, CategoryTable table) throws IOException {
        Samples stacks = Samples.readCompressed(folder.resolve(Profiling.STACKS));
        Path cpus = folder.resolve(Profiling.CPUS);
        return Files.exists(cpus)
                ? new PostStratification(table).weighted(stacks, Samples.readCompressed(cpus))
                : stacks;
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
                run.number("server_utilisation"),
                parts.stream().mapToLong(Part::nanos).sum() / total,
                samples.kernel() / total,
                system / (user + system),
                total / facts.intervalNs(),
                (user + system)
                        * (facts.ticksPerS() == null ? USUAL_TICKS_PER_S : facts.ticksPerS()),
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
        if (!run.isValid()) {
            failures.add("the run is invalid");
        }
        return failures;
    }

    /**
     * The parts, and behind them what was billed and is in no sample, so that they come to the
     * bill. It is less than nothing where more was sampled than billed.
     */
    List<Part> partsOfTheBill() {
        List<Part> all = new ArrayList<>(parts);
        long sampled = parts.stream().mapToLong(Part::nanos).sum();
        all.add(new Part(NOT_SAMPLED, Math.round(1e9 * facts.billedCpuS()) - sampled, 0, 0));
        return all;
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

    /** Of all samples; NaN for what is in none. */
    double share(Part part) {
        return part.isSampled() ? part.nanos / 1e9 / closure.sampledSeconds() : Double.NaN;
    }

    long samples(Part part) {
        return part.isSampled() ? Math.round((double) part.nanos / facts.intervalNs()) : 0;
    }
}
