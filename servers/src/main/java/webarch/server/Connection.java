package webarch.server;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import webarch.http.CachedFile;
import webarch.http.Method;
import webarch.http.NotServedException;
import webarch.http.Reply;
import webarch.http.RequestParser;
import webarch.http.Status;
import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * One client connection and its steps. An architecture decides which thread takes the next step,
 * and when; what a step does is the same in all of them.
 *
 * <pre>
 *            request complete, file in the cache           reply sent
 *   READING ──────────────────────────────────► WRITING ──────────────► READING
 *    │   └───► LOADING ────────────────────────►   │
 *    │   not in    file opened, or no such file    │ last reply, input left
 *    ▼   the cache                                 ▼
 *  CLOSED ◄──────────────────────────────────── LINGERING   (discards input, so that closing
 *                     end of input                           does not reset the reply)
 * </pre>
 *
 * <p>A connection belongs to one thread at a time; handing it on must happen before anything that
 * lets another thread see it. Only {@link #wake} and {@link #isOverdue} may be called by any
 * thread.
 *
 * <p>Sockets are watched edge-triggered. A receive that leaves room in the buffer has emptied the
 * socket, so the next one is not tried before an event says that there is more ({@code epoll(7)},
 * question 9); the end of the stream, which may hide behind such a receive, is announced by its own
 * event.
 */
public final class Connection {
    private enum Phase {
        READING,
        LOADING,
        WRITING,
        LINGERING
    }

    /** How long a client may take to close its side after the last reply. */
    private static final long LINGER_MILLIS = 2000;

    /** How much it may still send until then; what keeps sending is not waiting for its reply. */
    private static final int LINGER_BYTES = 1 << 20;

    private static final int ENDINGS = Epoll.RDHUP | Epoll.HUP | Epoll.ERR;

    private final Service service;
    private final Input input;
    private final Reply reply = new Reply();
    private final Transmission transmission = new Transmission(reply);

    private int socket;

    /** What the socket is reached through; null where that is system calls. */
    private ClientChannel channel;

    private Phase phase;
    private boolean readable;
    private boolean ending;
    private boolean watchingWrites;
    private int discarded;
    private long nowMillis;
    private volatile boolean expired;
    private boolean open;
    private final Deadline deadline = new Deadline();

    Connection(Service service, MemorySegment memory) {
        this.service = service;
        input = new Input(memory);
    }

    /** Begins the life of a connection that was just accepted, on an object that may be reused. */
    synchronized void begin(int acceptedSocket) {
        socket = acceptedSocket;
        channel = null;
        phase = Phase.READING;
        input.reset();
        readable = false;
        ending = false;
        watchingWrites = false;
        expired = false;
        open = true;
        discarded = 0;
        nowMillis = Workspace.nowMillis();
        expireAfter(service.options().timeouts().headMillis());
    }

    /** The same for one that is reached through a channel, under a number in a socket's place. */
    synchronized void begin(int number, ClientChannel acceptedChannel) {
        begin(number);
        channel = acceptedChannel;
    }

    /** The client's socket, by which epoll knows the connection. */
    public int socket() {
        return socket;
    }

    /** Has {@code epoll} tell when there is something to read. */
    public void watch(Epoll epoll, SystemCalls calls) throws SystemCallException {
        SystemCallException.check(
                "epoll_ctl", epoll.add(calls, socket, Epoll.IN | Epoll.RDHUP | Epoll.EDGE));
    }

    /**
     * Has {@code epoll} also tell when there is room to write. Most replies never have to wait for
     * room, so this is asked for when the first one does, and then kept.
     */
    public void watchWrites(Epoll epoll, SystemCalls calls) throws SystemCallException {
        if (!watchingWrites) {
            watchingWrites = true;
            int events = Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE;
            SystemCallException.check("epoll_ctl", epoll.modify(calls, socket, events));
        }
    }

    /** Notes what epoll has said of the socket. */
    public void ready(int events) {
        if ((events & (Epoll.IN | ENDINGS)) != 0) {
            readable = true;
        }
        if ((events & ENDINGS) != 0) {
            ending = true;
        }
    }

    /** Whether the next step is to write. */
    public boolean isWriting() {
        return phase == Phase.WRITING;
    }

    /** Whether there may be input that has not been looked at. */
    public boolean hasInput() {
        return !input.isEmpty() || readable;
    }

    /** Takes steps until the socket is not ready or the connection is at its end. */
    public Step advance(Workspace workspace) {
        Step step;
        do {
            step =
                    switch (phase) {
                        case READING, LINGERING -> read(workspace);
                        case LOADING -> load(workspace);
                        case WRITING -> write(workspace);
                    };
        } while (step == Step.DONE || step == Step.UNCACHED);
        return step;
    }

    /** Receives until one request is complete, and finds what to reply to it. */
    public Step read(Workspace workspace) {
        while (true) {
            if (phase == Phase.READING && !input.isEmpty() && parse(workspace)) {
                return phase == Phase.LOADING ? Step.UNCACHED : Step.DONE;
            }
            if (!readable) {
                return Step.WOULD_BLOCK;
            }
            makeRoom();
            int room = input.room();
            int count = workspace.calls.recv(socket, input.bytes(), input.end(), room);
            if (count > 0) {
                readable = count == room || ending;
                arrived(count);
                if (discarded > LINGER_BYTES) {
                    return Step.CLOSED;
                }
            } else if (count == -Errno.EAGAIN) {
                workspace.counters.increment(Counter.WOULD_BLOCK);
                readable = false;
            } else if (count == 0 && expired) {
                return expire(workspace);
            } else if (count != -Errno.EINTR) {
                return Step.CLOSED;
            }
        }
    }

    /** Opens the file that the request is for: the one step that waits for directories. */
    public Step load(Workspace workspace) {
        boolean keep = !service.isDraining();
        try {
            serve(
                    workspace,
                    workspace.files.load(
                            workspace.calls, input.bytes(), input.request(), nowMillis));
        } catch (NotServedException reason) {
            refuse(workspace, reason.status(), keep);
        }
        input.consume();
        return Step.DONE;
    }

    /** Whether the reply has a body that comes from the disk, for which writing may wait. */
    public boolean sendsFile() {
        return reply.file() != null;
    }

    /** Sends what is left of the reply. */
    public Step write(Workspace workspace) {
        if (expired) {
            workspace.counters.increment(Counter.EXPIRED);
            return abort(workspace);
        }
        int answer = transmission.send(workspace, socket, nowMillis);
        while (answer == Transmission.MORE) {
            progressed();
            answer = transmission.send(workspace, socket, nowMillis);
        }
        return answer == Transmission.COMPLETE
                ? finish(workspace)
                : blockedOrBroken(workspace, answer);
    }

    /**
     * Receives through the channel, and waits until there is something: what {@link #read} needs
     * when it would block.
     *
     * @return false at the end of the input
     */
    public boolean receive() {
        makeRoom();
        int count = channel.receive(input.bytes().asSlice(input.end()).asByteBuffer());
        if (count > 0) {
            arrived(count);
        }
        return count > 0;
    }

    /** The step when there is no more input: the connection is at its end, or its time is up. */
    public Step ended(Workspace workspace) {
        return expired ? expire(workspace) : Step.CLOSED;
    }

    /**
     * Sends the reply through the channel, and waits wherever there is no room; {@link #sent} is
     * the step that belongs to it.
     *
     * @return false when not all of it could be sent
     */
    public boolean send() {
        try {
            transmission.send(channel, nowMillis, this::progressed);
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /** The step when {@link #send} has returned: goes on to the next request, or to the end. */
    public Step sent(Workspace workspace, boolean all) {
        if (all) {
            return finish(workspace);
        }
        if (expired) {
            workspace.counters.increment(Counter.EXPIRED);
        }
        return abort(workspace);
    }

    /** Says that nothing has happened for too long, or that the server is about to stop. */
    synchronized void wake(SystemCalls calls, boolean timedOut) {
        if (open) {
            expired |= timedOut; // a stop that follows at once does not undo it
            if (channel == null) {
                calls.shutdown(socket, SystemCalls.SHUT_RD);
            } else {
                channel.wake(timedOut);
            }
        }
    }

    boolean isOverdue(long now) {
        return deadline.isBefore(now);
    }

    /** Closes the socket. The lock keeps {@link #wake} from a socket that is no longer ours. */
    synchronized void end(Workspace workspace) {
        open = false;
        release(workspace);
        transmission.end();
        if (channel == null) {
            workspace.calls.close(socket);
        } else {
            channel.close();
        }
    }

    private void expireAfter(long millis) {
        deadline.set(nowMillis + millis);
    }

    /** Parses what has arrived; true when there is something to reply. */
    private boolean parse(Workspace workspace) {
        int verdict = input.parse();
        if (verdict == RequestParser.INCOMPLETE) {
            return false;
        }
        workspace.counters.increment(Counter.REQUESTS);
        expireAfter(service.options().timeouts().idleMillis());
        if (verdict == RequestParser.COMPLETE) {
            respond(workspace);
        } else {
            refuse(workspace, verdict, false);
        }
        return true;
    }

    private void respond(Workspace workspace) {
        if (input.request().method() == Method.NOT_ALLOWED) {
            refuse(workspace, Status.METHOD_NOT_ALLOWED, !service.isDraining());
        } else {
            CachedFile file = workspace.files.find(input.bytes(), input.request(), nowMillis);
            if (file == null) {
                phase = Phase.LOADING;
                return;
            }
            serve(workspace, file);
        }
        input.consume();
    }

    private void serve(Workspace workspace, CachedFile file) {
        reply.serve(input.bytes(), input.request(), file, !service.isDraining());
        if (reply.isRefusal()) {
            workspace.counters.increment(Counter.REFUSALS);
        }
        if (reply.pinned() == null) {
            workspace.files.release(workspace.calls, file);
        }
        beginWriting();
    }

    /** The client took too long: half a request is answered, silence is not. */
    private Step expire(Workspace workspace) {
        workspace.counters.increment(Counter.EXPIRED);
        expired = false;
        if (input.isEmpty() || phase == Phase.LINGERING) {
            return Step.CLOSED;
        }
        refuse(workspace, Status.REQUEST_TIMEOUT, false);
        return Step.DONE;
    }

    private void refuse(Workspace workspace, int status, boolean keep) {
        workspace.counters.increment(Counter.REFUSALS);
        reply.refuse(status, input.request(), keep);
        beginWriting();
    }

    private void beginWriting() {
        phase = Phase.WRITING;
        transmission.begin();
    }

    /** A blocking socket answers EAGAIN when the client has taken nothing for too long. */
    private Step blockedOrBroken(Workspace workspace, int answer) {
        if (answer == -Errno.EAGAIN && workspace.blocking) {
            workspace.counters.increment(Counter.EXPIRED);
        }
        if (answer != -Errno.EAGAIN || workspace.blocking) {
            return abort(workspace);
        }
        workspace.counters.increment(Counter.WOULD_BLOCK);
        if (transmission.hasProgressed()) {
            progressed();
        }
        return Step.WOULD_BLOCK;
    }

    /** The client has taken something, or has been left to take it. */
    private void progressed() {
        nowMillis = Workspace.nowMillis();
        expireAfter(service.options().timeouts().idleMillis());
    }

    /** The peer went away, or the file is shorter than announced: only closing tells the client. */
    private Step abort(Workspace workspace) {
        workspace.counters.increment(Counter.ABORTS);
        return Step.CLOSED;
    }

    private Step finish(Workspace workspace) {
        workspace.counters.increment(Counter.REPLIES);
        release(workspace);
        if (reply.persistent()) {
            phase = Phase.READING;
            if (!input.isEmpty()) {
                expireAfter(service.options().timeouts().headMillis());
            }
            return Step.DONE;
        }
        if (input.isEmpty() && !readable && !reply.isRefusal()) {
            return Step.CLOSED;
        }
        phase = Phase.LINGERING;
        expireAfter(LINGER_MILLIS);
        if (channel == null) {
            workspace.calls.shutdown(socket, SystemCalls.SHUT_WR);
        } else {
            channel.endOutput();
        }
        return Step.DONE;
    }

    private void release(Workspace workspace) {
        if (reply.pinned() != null) {
            workspace.files.release(workspace.calls, reply.pinned());
        }
        reply.clear();
    }

    private void arrived(int count) {
        nowMillis = Workspace.nowMillis();
        if (phase == Phase.LINGERING) {
            discarded += count;
            return;
        }
        if (input.isEmpty()) {
            expireAfter(service.options().timeouts().headMillis());
        }
        input.arrived(count);
    }

    private void makeRoom() {
        if (phase == Phase.LINGERING) {
            input.clear();
        } else {
            input.makeRoom();
        }
    }
}
