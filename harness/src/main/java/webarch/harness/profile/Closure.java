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
 * @param utilisation of the server's CPUs by the server, in the measured window
 * @param categoriesShare sum of all categories over all samples
 * @param kernelSampled share of the samples that were taken in the kernel
 * @param kernelBilled stime / (utime + stime) of the measured window
 * @param samples how many there are
 * @param ticks how many of the kernel's ticks {@code kernelBilled} was told from
 * @param compiler the JIT compiler's share of the CPU time billed; NaN where there is none
 * @param unclassified share of the stacks that no rule fits
 * @param unclear share of all categories of which one cannot say what the time was for
 * @param kernelStacks whether there is a single kernel frame
 */
record Closure(
        double sampledSeconds,
        double billedSeconds,
        double onCpuSeconds,
        double utilisation,
        double categoriesShare,
        double kernelSampled,
        double kernelBilled,
        double samples,
        double ticks,
        double compiler,
        double unclassified,
        double unclear,
        boolean kernelStacks) {

    private static final double MOST_UNCLASSIFIED = 0.05;
    private static final double MOST_UNACCOUNTED = 0.05;

    /** And of the bill, where the CPUs have been idle. */
    private static final double MOST_UNACCOUNTED_IDLE = 0.15;

    /** As for a saturated run. */
    private static final double BUSY = 0.97;

    private static final double ROUNDING = 1e-6;

    /** How far the share of the kernel may be off, chance left aside. */
    private static final double MOST_KERNEL_OFF = 0.03;

    /** Standard deviations that a normal distribution exceeds, on one side, once in twenty. */
    private static final double ONE_IN_TWENTY = 1.645;

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
     * How far the kernel's share of the samples may be from that of the bill: 3 points, and what
     * chance adds to them.
     *
     * <p>Both are shares of moments, n samples and m ticks, in which the server was found in the
     * kernel or not. Where such moments do not follow what the server does, the share of n has the
     * variance p (1 - p) / n of a binomial distribution, and the difference of the two
     *
     * <pre>
     * p (1 - p) (1/n + 1/m)
     * </pre>
     *
     * with p the mean of both. 1.645 of its standard deviations are allowed, so that a profile that
     * is off by just 3 points is refused by chance once in twenty times. With p = 0.7, 250 ticks
     * and 345 samples a second that is 2.8 points for 5 s of CPU time and 5.6 for 1.25 s, of which
     * a server has no more in a window at a low rate.
     */
    double kernelTolerance() {
        double p = (kernelSampled + kernelBilled) / 2;
        return MOST_KERNEL_OFF + ONE_IN_TWENTY * Math.sqrt(p * (1 - p) * (1 / samples + 1 / ticks));
    }

    /**
     * Samples lie between two clocks, within 5 %: threads are on a CPU for less time than they are
     * sampled in, which holds the switch between them too, and the kernel bills for more, because
     * the waking of an idle CPU is billed while nobody runs. Where only the bill is known, samples
     * are held against that from both sides; but of a server whose CPUs were idle now and then, up
     * to a tenth of the bill may be such waking.
     */
    private void addUnaccounted(List<String> failures) {
        boolean counted = !Double.isNaN(onCpuSeconds);
        if (counted && coverageOnCpu() < 1 - MOST_UNACCOUNTED) {
            failures.add("samples are " + percent(coverageOnCpu()) + " of the time on a CPU");
        }
        double unaccounted = utilisation < BUSY ? MOST_UNACCOUNTED_IDLE : MOST_UNACCOUNTED;
        if (coverage() > 1 + MOST_UNACCOUNTED || (!counted && coverage() < 1 - unaccounted)) {
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
        if (kernelStacks && Math.abs(kernelSampled - kernelBilled) > kernelTolerance()) {
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
