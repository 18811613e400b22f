package webarch.harness.measure;

/**
 * A piece of work that is always the same: four chains of shifts that do not wait for each other,
 * so that it keeps the processor's arithmetic units full. It touches no memory, so what ran before
 * does not matter.
 */
final class FixedWork {
    /** About a quarter of a millisecond on a processor of 3 GHz. */
    private static final int STEPS = 200_000;

    private FixedWork() {}

    /** Answers something that depends on every step, or a compiler might leave them out. */
    static long piece(long seed) {
        long a = seed | 1;
        long b = a + 2;
        long c = a + 4;
        long d = a + 6;
        for (int i = 0; i < STEPS; i++) {
            a = step(a);
            b = step(b);
            c = step(c);
            d = step(d);
        }
        return a ^ b ^ c ^ d;
    }

    /** Marsaglia's xorshift ("Xorshift RNGs", Journal of Statistical Software 8(14), 2003). */
    private static long step(long x) {
        long y = x ^ x << 13;
        y ^= y >>> 7;
        return y ^ y << 17;
    }
}
