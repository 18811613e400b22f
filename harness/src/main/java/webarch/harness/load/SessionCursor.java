package webarch.harness.load;

import java.util.concurrent.TimeUnit;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.ServedFile;

/** Where a client stands in its session. Its loop's thread owns it. */
final class SessionCursor {
    private final RequestLog log;
    private int next;
    private int end;
    private boolean thought;

    /** Over before the first session begins. */
    SessionCursor(RequestLog log) {
        this.log = log;
    }

    void begin(int session) {
        next = log.sessionStart(session);
        end = log.sessionEnd(session);
        thought = false;
    }

    /** To the next request. */
    void advance() {
        next++;
        thought = false;
    }

    void abandon() {
        next = end;
    }

    boolean over() {
        return next == end;
    }

    /** How long to think before the next request; 0 once it was asked for. */
    long takeThinkNanos() {
        long nanos = thought ? 0 : TimeUnit.MICROSECONDS.toNanos(log.thinkMicros(next));
        thought = true;
        return nanos;
    }

    /** The next request's file, as an index into the file set. */
    int file() {
        return log.file(next);
    }

    ServedFile servedFile() {
        return log.fileSet().files().get(file());
    }

    /** The class of that file. */
    int fileClass() {
        return log.fileSet().classOf(file());
    }

    boolean head() {
        return log.head(next);
    }
}
