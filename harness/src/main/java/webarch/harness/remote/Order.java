package webarch.harness.remote;

/**
 * What the runner asks of a load host, one line of JSON each, and always answered.
 *
 * @param job with {@link Kind#PREPARE} alone, else null
 */
record Order(Kind kind, Job job) {
    enum Kind {
        /** Make the request log and be ready to start. */
        PREPARE,
        /** Answer at once. */
        PING,
        START,
        /** No more requests, answered when none is outstanding. */
        PAUSE,
        RESUME,
        SNAPSHOT,
        /** The totals, and what was measured since the last such order. */
        TAKE
    }

    static Order of(Kind kind) {
        return new Order(kind, null);
    }
}
