package webarch.harness.load;

import webarch.harness.UsageException;

/**
 * Sessions that arrive whether or not the server keeps up, as httperf's {@code --wsesslog} with
 * {@code --rate}: partly open in the sense of Schroeder, Wierman and Harchol-Balter (NSDI 2006).
 *
 * @param perSecond sessions a second
 * @param poisson whether they arrive at random (Poisson); else at fixed intervals
 * @param seed of the random arrivals
 */
public record SessionRate(double perSecond, boolean poisson, long seed) {
    private static final double HIGHEST = 1e6;

    public SessionRate {
        if (!(perSecond > 0 && perSecond <= HIGHEST)) {
            throw new UsageException(
                    "session rate must be above 0 and at most 1000000 a second, not " + perSecond);
        }
    }
}
