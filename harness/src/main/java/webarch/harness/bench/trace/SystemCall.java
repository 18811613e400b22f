package webarch.harness.bench.trace;

import java.util.Set;

/**
 * A system call that has returned.
 *
 * @param thread the kernel's number of the thread that made it
 * @param descriptor its first argument where that is a small number, else -1
 * @param result what it returned
 * @param error the name of the error, or empty for success
 * @param start place in the order in which the calls of all threads began
 */
record SystemCall(int thread, String name, int descriptor, long result, String error, long start) {
    private static final Set<String> RECEIVE = Set.of("recvfrom", "recvmsg", "read", "readv");
    private static final Set<String> SEND =
            Set.of("sendto", "sendmsg", "write", "writev", "sendfile", "splice");

    boolean succeeded() {
        return error.isEmpty();
    }

    boolean wouldBlock() {
        return error.equals("EAGAIN");
    }

    /** Whether it takes bytes from its descriptor. */
    boolean receives() {
        return RECEIVE.contains(name);
    }

    /** Whether it puts bytes into its descriptor. */
    boolean sends() {
        return SEND.contains(name);
    }

    /** Whether it was answered with a new connection. */
    boolean accepts() {
        return name.startsWith("accept") && succeeded();
    }

    boolean waitsForEvents() {
        return name.startsWith("epoll_");
    }
}
