package webarch.harness.profile;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights the stacks of one sample so that its strata come to what another sample of the same
 * server tells of them (stratification after selection: Cochran, Sampling Techniques, 3rd edition,
 * chapter 5A). The other sample is one that costs the server nothing, and knows of Java no more
 * than that it runs.
 *
 * <pre>
 * stratum of a stack     in the kernel: its threads, and category and marks by the kernel's frames alone
 *                        else:          its threads
 * weight                 CPU time of the stratum by the totals / by the stacks
 * </pre>
 *
 * <p>A stratum that has no stacks is represented by those of the totals; one that has no time in
 * the totals has no weight. In user mode, where there is one stratum for all, what sampling the
 * stacks has itself cost is left out by its category: it was not there when the totals were taken.
 * So the sum is that of the totals. Owned by one thread.
 */
final class PostStratification {
    private final CategoryTable table;

    PostStratification(CategoryTable table) {
        this.table = table;
    }

    /** In user mode {@code category} is null, and there are no marks. */
    private record Stratum(
            String threads, CategoryTable.Category category, boolean receiver, boolean skid) {}

    private Stratum stratum(Stack stack) {
        if (!stack.inKernel()) {
            return new Stratum(stack.threads(), null, false, false);
        }
        Stack kernel = stack.kernelFrames();
        return new Stratum(
                stack.threads(),
                table.of(kernel),
                table.marked(kernel, CategoryTable.RECEIVER),
                table.marked(kernel, CategoryTable.SKID));
    }

    private Map<Stratum, Long> sums(Samples samples) {
        Map<Stratum, Long> sums = new HashMap<>();
        samples.nanos().forEach((stack, nanos) -> sums.merge(stratum(stack), nanos, Long::sum));
        return sums;
    }

    private Samples withoutProfiler(Samples stacks) {
        Map<Stack, Long> nanos = new LinkedHashMap<>(stacks.nanos());
        nanos.keySet()
                .removeIf(
                        stack ->
                                !stack.inKernel()
                                        && table.of(stack).name().equals(CategoryTable.PROFILER));
        return new Samples(nanos);
    }

    /** The stacks that were {@code sampled} with the CPU time of {@code totals}. */
    Samples weighted(Samples sampled, Samples totals) {
        Samples stacks = withoutProfiler(sampled);
        Map<Stratum, Long> had = sums(stacks);
        Map<Stratum, Long> wanted = sums(totals);
        Map<Stack, Long> nanos = new LinkedHashMap<>();
        stacks.nanos()
                .forEach(
                        (stack, value) -> {
                            Stratum stratum = stratum(stack);
                            double weight =
                                    (double) wanted.getOrDefault(stratum, 0L) / had.get(stratum);
                            nanos.put(stack, Math.round(value * weight));
                        });
        totals.nanos()
                .forEach(
                        (stack, value) -> {
                            if (!had.containsKey(stratum(stack))) {
                                nanos.merge(stack, value, Long::sum);
                            }
                        });
        nanos.values().removeIf(value -> value == 0);
        return new Samples(nanos);
    }
}
