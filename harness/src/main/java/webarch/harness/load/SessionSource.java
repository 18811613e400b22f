package webarch.harness.load;

import java.util.concurrent.atomic.AtomicLong;
import webarch.harness.workload.RequestLog;

/**
 * Hands out the sessions of a log in order, over and over, to the clients of all loops; where
 * several hosts share a log, every n-th of them.
 */
final class SessionSource {
    private final RequestLog log;
    private final int number;
    private final int of;
    private final int share;
    private final AtomicLong taken = new AtomicLong();

    SessionSource(RequestLog log) {
        this(log, 0, 1);
    }

    /** Those of the {@code number}-th host, from 0, of {@code of}. */
    SessionSource(RequestLog log, int number, int of) {
        this.log = log;
        this.number = number;
        this.of = of;
        share = Math.max(1, (log.sessions() - number + of - 1) / of);
    }

    RequestLog log() {
        return log;
    }

    /** The next session's index in the log. */
    int take() {
        int mine = (int) (taken.getAndIncrement() % share);
        return (number + mine * of) % log.sessions();
    }
}
