package webarch.server;

import java.lang.foreign.MemorySegment;
import webarch.http.RequestParser;
import webarch.linux.Epoll;
import webarch.linux.Errno;

/**
 * What has arrived from a client and is not yet answered, and whether there may be more. Belongs to
 * its connection.
 *
 * <pre>
 *   0        start               end          SIZE
 *   │ answered │ to be parsed      │ room       │
 * </pre>
 *
 * <p>It lies in memory of the thread that has received it for as long as that thread's step takes,
 * which is all the time there is for a client that sends one whole request and waits. Only what is
 * left after the step moves to memory of the connection, at the same offsets. So what the kernel
 * writes to and the parser reads is in the CPU's cache, however many connections there are.
 *
 * <p>Sockets are watched edge-triggered. A receive that leaves room in the buffer has emptied the
 * socket, so the next one is not tried before an event says that there is more ({@code epoll(7)},
 * question 9); the end of the stream, which may hide behind such a receive, is announced by its own
 * event.
 */
final class Input {
    /** Longest request head that is accepted, in bytes. */
    static final int SIZE = 8192;

    private static final int ENDINGS = Epoll.RDHUP | Epoll.HUP | Epoll.ERR;

    /** The connection's own memory. */
    private final MemorySegment own;

    /** Whether the bytes lie in the workspace of the step that is being taken, and not there. */
    private boolean lent;

    private int start;
    private int end;

    /** How far the request at the front is known to be incomplete. */
    private int searched;

    private boolean readable;
    private boolean ending;

    Input(MemorySegment own) {
        this.own = own;
    }

    /** Begins anew, for another client. */
    void begin() {
        clear();
        readable = false;
        ending = false;
    }

    /** Forgets what has arrived. */
    void clear() {
        start = 0;
        end = 0;
        searched = 0;
    }

    boolean isEmpty() {
        return start == end;
    }

    /** Where the bytes lie, during a step with this workspace. */
    MemorySegment bytes(Workspace workspace) {
        return lent ? workspace.input : own;
    }

    /** How much there is of it, in bytes. */
    int length() {
        return end - start;
    }

    /** Notes what epoll has said of the socket. */
    void ready(int events) {
        if ((events & (Epoll.IN | ENDINGS)) != 0) {
            readable = true;
        }
        if ((events & ENDINGS) != 0) {
            ending = true;
        }
    }

    /** Whether the client has ended its side, as far as epoll has said. */
    boolean isEnding() {
        return ending;
    }

    /** Whether a receive may find something. */
    boolean isReadable() {
        return readable;
    }

    /**
     * Receives what there is room for. To be followed by {@link #keep} at the end of the step.
     *
     * @return number of bytes, 0 at the end of the input, or a negated error number
     */
    int receive(Workspace workspace, int socket) {
        if (isEmpty()) {
            clear();
            lent = true;
        }
        MemorySegment bytes = bytes(workspace);
        makeRoom(bytes);
        int room = SIZE - end;
        int count = workspace.calls.recv(socket, bytes, end, room);
        if (count > 0) {
            readable = count == room || ending;
            end += count;
        } else if (count == -Errno.EAGAIN) {
            readable = false;
        }
        return count;
    }

    /** Waits until there is something; no more than 0 at the end of the input. */
    int receive(ClientChannel channel) {
        if (isEmpty()) {
            clear();
            lent = false;
        }
        makeRoom(own);
        int count = channel.receive(own.asSlice(end).asByteBuffer());
        end += Math.max(0, count);
        return count;
    }

    /**
     * Parses what has arrived.
     *
     * @return a verdict of {@link RequestParser}; incomplete only while there is room for the rest
     */
    int parse(Workspace workspace) {
        RequestParser parser = workspace.parser;
        MemorySegment bytes = bytes(workspace);
        int verdict = parser.parse(bytes, start, searched, end);
        if (verdict != RequestParser.INCOMPLETE) {
            return verdict;
        }
        searched = end;
        return end - start == SIZE ? parser.overflow(bytes, start, end) : verdict;
    }

    /** Passes over the request that was parsed in this step. */
    void consume(Workspace workspace) {
        start = workspace.parser.end();
        searched = 0;
    }

    /** Moves what is left out of the workspace. */
    void keep(Workspace workspace) {
        if (lent && !isEmpty()) {
            MemorySegment.copy(workspace.input, start, own, start, length());
            lent = false;
        }
    }

    /** Moves what is left to the front, where there is room behind it. */
    private void makeRoom(MemorySegment bytes) {
        if (start > 0 && end == SIZE) {
            MemorySegment.copy(bytes, start, bytes, 0, length());
            end -= start;
            start = 0;
            searched = 0;
        }
    }
}
