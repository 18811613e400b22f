package webarch.harness.workload;

import java.util.BitSet;

/**
 * How the requests of a log are made, beyond which file they ask for. Immutable.
 *
 * @param thinkMicros think time before each request in microseconds; empty if nobody ever thinks
 * @param head the requests that are HEAD and not GET
 */
record Behaviour(int[] thinkMicros, BitSet head) {
    static final Behaviour PLAIN = new Behaviour(new int[0], new BitSet());

    int thinkMicros(int request) {
        return thinkMicros.length == 0 ? 0 : thinkMicros[request];
    }

    boolean thinks() {
        return thinkMicros.length > 0;
    }
}
