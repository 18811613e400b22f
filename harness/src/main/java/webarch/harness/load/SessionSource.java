package webarch.harness.load;

import java.util.concurrent.atomic.AtomicLong;
import webarch.harness.workload.RequestLog;

/** Hands out the sessions of a log in order, over and over, to the clients of all loops. */
final class SessionSource {
    private final RequestLog log;
    private final AtomicLong taken = new AtomicLong();

    SessionSource(RequestLog log) {
        this.log = log;
    }

    RequestLog log() {
        return log;
    }

    /** The next session's index in the log. */
    int take() {
        return (int) (taken.getAndIncrement() % log.sessions());
    }
}
