package webarch.harness.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a profile adds up to what the kernel billed, each by a measure of its own. All shares are
 * from 0 to 1.
 *
 * @param sampledSeconds CPU time of all samples, unscaled
 * @param billedSeconds CPU time of the processes between start and stop, from their CPU clocks
 * @param onCpuSeconds that their threads were on a CPU meanwhile; NaN where that is not counted
 * @param categoriesShare sum of all categories over all samples
 * @param kernelSampled share of the samples that were taken in the kernel
 * @param kernelBilled stime / (utime + stime) of the measured window
 * @param compiler the JIT compiler's share of the CPU time billed; NaN where there is none
 * @param unclassified share of the stacks that no rule fits
 * @param unclear share of all categories of which one cannot say what the time was for
 * @param kernelStacks whether there is a single kernel frame
 */
record Closure(
        double sampledSeconds,
        double billedSeconds,
        double onCpuSeconds,
        double categoriesShare,
        double kernelSampled,
        double kernelBilled,
        double compiler,
        double unclassified,
        double unclear,
        boolean kernelStacks) {

    private static final double MOST_UNCLASSIFIED = 0.05;
    private static final double MOST_UNACCOUNTED = 0.05;
    private static final double ROUNDING = 1e-6;

    /** How far the share of the kernel may be off. */
    static final double KERNEL_TOLERANCE = 0.03;

    /** A server that still compiles so much of itself is not warm. */
    static final double MOST_COMPILER = 0.05;

    /** Sampled over billed. */
    double coverage() {
        return sampledSeconds / billedSeconds;
    }

    /** Sampled over what was on a CPU; NaN where that is not counted. */
    double coverageOnCpu() {
        return sampledSeconds / onCpuSeconds;
    }

    /**
     * Samples lie between two clocks, within 5 %: threads are on a CPU for less time than they are
     * sampled in, which holds the switch between them too, and the kernel bills for more, because
     * the waking of an idle CPU is billed while nobody runs. Where only the bill is known, samples
     * are held against that from both sides.
     */
    private void addUnaccounted(List<String> failures) {
        boolean counted = !Double.isNaN(onCpuSeconds);
        if (counted && coverageOnCpu() < 1 - MOST_UNACCOUNTED) {
            failures.add("samples are " + percent(coverageOnCpu()) + " of the time on a CPU");
        }
        if (coverage() > 1 + MOST_UNACCOUNTED || (!counted && coverage() < 1 - MOST_UNACCOUNTED)) {
            failures.add("samples are " + percent(coverage()) + " of the CPU time billed");
        }
    }

    /** Why the profile is not sound; empty if it is. */
    List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (!kernelStacks) {
            failures.add("no kernel stacks");
        }
        if (Math.abs(categoriesShare - 1) > ROUNDING) {
            failures.add("categories are " + percent(categoriesShare) + " of the samples");
        }
        addUnaccounted(failures);
        if (kernelStacks && Math.abs(kernelSampled - kernelBilled) > KERNEL_TOLERANCE) {
            failures.add(
                    "the kernel has "
                            + percent(kernelSampled)
                            + " of the samples and "
                            + percent(kernelBilled)
                            + " of the CPU time billed");
        }
        if (compiler > MOST_COMPILER) {
            failures.add("the JIT compiler has " + percent(compiler) + " of the CPU time billed");
        }
        if (unclassified > MOST_UNCLASSIFIED) {
            failures.add(percent(unclassified) + " unclassified");
        }
        return failures;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
