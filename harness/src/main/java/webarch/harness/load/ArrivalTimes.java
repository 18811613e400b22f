package webarch.harness.load;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * When the sessions of one loop arrive. All loops draw the same arrivals and each keeps every
 * {@code loops}th of them, so that the arrivals of a load depend on rate and seed alone. Owned by
 * one thread.
 */
final class ArrivalTimes {
    private final SessionRate rate;
    private final int loops;
    private final UniformRandomProvider random;
    private long number = -1;
    private double seconds;

    /** Stands at the first arrival of loop {@code loop}, from 0. */
    ArrivalTimes(SessionRate rate, int loop, int loops) {
        this.rate = rate;
        this.loops = loops;
        random = RandomSource.XO_SHI_RO_256_PP.create(rate.seed());
        skip(loop + 1);
    }

    /** To the loop's next arrival. */
    void next() {
        skip(loops);
    }

    private void skip(int arrivals) {
        for (int i = 0; i < arrivals; i++) {
            number++;
            seconds += gap();
        }
    }

    private double gap() {
        // StrictMath: Math.log may differ in the last bit from one machine to the next.
        return rate.poisson()
                ? -StrictMath.log1p(-random.nextDouble()) / rate.perSecond()
                : 1 / rate.perSecond();
    }

    /** Number of the arrival among those of all loops, from 0. */
    long number() {
        return number;
    }

    /** Nanoseconds from the start of the load to the arrival. */
    long nanos() {
        return (long) (seconds * 1e9);
    }
}
