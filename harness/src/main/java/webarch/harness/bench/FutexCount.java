package webarch.harness.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import webarch.harness.subject.Contender;

/**
 * How often the threads on the data path of a server have called {@code futex} under load.
 *
 * @param threads those that moved bytes over connections or waited for events
 * @param requests that ended in the window
 * @param calls of these threads in it; those of compilers, collector and time-outs are not counted
 */
record FutexCount(Contender subject, int threads, long requests, long calls) {
    /** Of calls a request. */
    static final double MOST = 0.01;

    static final String FUTEX = "futex";

    /** Who makes one of these is on the data path. */
    private static final Set<String> DATA_PATH =
            Set.of(
                    "recvfrom",
                    "recvmsg",
                    "sendto",
                    "sendmsg",
                    "writev",
                    "sendfile64",
                    "epoll_wait",
                    "epoll_pwait",
                    "epoll_pwait2");

    /** A stage waits for the one before it, which is what queues between threads are for. */
    private static final Set<String> PIPELINES = Set.of("watpipe");

    /** What has to be counted of each thread. */
    static Set<String> counted() {
        Set<String> calls = new TreeSet<>(DATA_PATH);
        calls.add(FUTEX);
        return calls;
    }

    /** {@code threads} holds the calls of each by name. */
    static FutexCount of(Contender subject, long requests, List<Map<String, Long>> threads) {
        List<Map<String, Long>> serving =
                threads.stream()
                        .filter(calls -> calls.keySet().stream().anyMatch(DATA_PATH::contains))
                        .toList();
        long futexes = serving.stream().mapToLong(calls -> calls.getOrDefault(FUTEX, 0L)).sum();
        return new FutexCount(subject, serving.size(), requests, futexes);
    }

    double perRequest() {
        return (double) calls / requests;
    }

    /** Whether the calls are those of a pipeline's queues. */
    boolean excepted() {
        return PIPELINES.contains(subject.server());
    }

    boolean holds() {
        return excepted() || perRequest() <= MOST;
    }

    String verdict() {
        if (excepted()) {
            return "excepted: its queues";
        }
        return holds() ? "at most " + MOST : "ABOVE " + MOST;
    }
}
