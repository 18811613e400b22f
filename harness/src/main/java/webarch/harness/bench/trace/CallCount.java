package webarch.harness.bench.trace;

import java.util.Locale;

/**
 * How often a server made one system call.
 *
 * @param calls that succeeded
 * @param bytes that they returned, where they move bytes over a connection; else 0
 * @param wouldBlock calls that answered EAGAIN
 * @param failed calls that answered another error
 */
public record CallCount(
        Kind kind, String name, long calls, long bytes, long wouldBlock, long failed) {

    /** What a call is for. */
    public enum Kind {
        /** It moves bytes over a client's connection. */
        DATA,
        /** Another call of a thread that moves such bytes or waits for events. */
        MECHANISM,
        /** A call of any other thread: compiler, collector, time-outs. */
        BACKGROUND;

        /** The name in tables and CSVs. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CallCount plus(SystemCall call) {
        return new CallCount(
                kind,
                name,
                calls + (call.succeeded() ? 1 : 0),
                bytes + (call.succeeded() && kind == Kind.DATA ? call.result() : 0),
                wouldBlock + (call.wouldBlock() ? 1 : 0),
                failed + (call.succeeded() || call.wouldBlock() ? 0 : 1));
    }

    /** Bytes per successful call; NaN where there is none, or where it does not move any. */
    public double bytesPerCall() {
        return kind == Kind.DATA && calls > 0 ? (double) bytes / calls : Double.NaN;
    }
}
