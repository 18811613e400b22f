package webarch.server.pipeline;

import webarch.linux.SystemCalls;
import webarch.server.Counters;
import webarch.server.Workspace;

/**
 * The thread that uses a queue.
 *
 * @param calls through which it wakes others, or sleeps itself
 * @param counters what it counts
 */
record Caller(SystemCalls calls, Counters.Row counters) {
    static Caller of(Workspace workspace) {
        return new Caller(workspace.calls(), workspace.counters());
    }
}
