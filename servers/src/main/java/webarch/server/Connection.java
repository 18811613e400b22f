package webarch.server;

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
 * lets another thread see it. Only its {@link Watchdog} is for any thread.
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

    private final Service service;
    final Input input;
    private final Reply reply = new Reply();
    final Transmission transmission = new Transmission(reply);

    private int socket;

    /** What the socket is reached through; null where that is system calls. */
    ClientChannel channel;

    private Phase phase;
    private boolean watchingWrites;
    private int discarded;

    /** When something last happened. */
    private long nowMillis;

    final Watchdog watchdog = new Watchdog();

    Connection(Service service, MemorySegment memory) {
        this.service = service;
        input = new Input(memory);
    }

    /**
     * Begins the life of a connection that was just accepted, on an object that may be reused.
     *
     * @param acceptedSocket the socket, or a number in its place where there is a channel
     * @param acceptedChannel null where system calls do
     */
    void begin(int acceptedSocket, ClientChannel acceptedChannel) {
        socket = acceptedSocket;
        channel = acceptedChannel;
        phase = Phase.READING;
        input.begin();
        watchingWrites = false;
        discarded = 0;
        nowMillis = Clock.nowMillis();
        expireAfter(service.options().timeouts().headMillis());
        watchdog.begin(socket, channel);
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

    /**
     * What a thread waits for that is to be told, each time anew, whether there is room to write:
     * room, or the end of the input. That stays true once it is so, and would be told of at once,
     * again and again.
     */
    public int roomEvents() {
        boolean ending = input.isEnding();
        watchdog.hearsRoomAlone(ending);
        return (ending ? Epoll.OUT : Epoll.OUT | Epoll.RDHUP) | Epoll.ONE_SHOT;
    }

    /** Notes what epoll has said of the socket. */
    public void ready(int events) {
        input.ready(events);
    }

    /** Whether the next step is to write. */
    public boolean isWriting() {
        return phase == Phase.WRITING;
    }

    /** Whether there may be input that has not been looked at. */
    public boolean hasInput() {
        return !input.isEmpty() || input.isReadable();
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
        Step step = readInto(workspace);
        input.keep(workspace);
        return step;
    }

    private Step readInto(Workspace workspace) {
        while (true) {
            if (phase == Phase.READING && !input.isEmpty() && parse(workspace)) {
                return phase == Phase.LOADING ? Step.UNCACHED : Step.DONE;
            }
            if (!input.isReadable()) {
                return Step.WOULD_BLOCK;
            }
            int count = input.receive(workspace, socket);
            if (count > 0) {
                arrived(count, workspace.nowMillis, workspace.headMillis);
                if (discarded > LINGER_BYTES) {
                    return Step.CLOSED;
                }
            } else if (count == -Errno.EAGAIN) {
                workspace.counters.increment(Counter.WOULD_BLOCK);
            } else if (count == 0 && watchdog.hasExpired()) {
                return timedOut(workspace);
            } else if (count != -Errno.EINTR) {
                return Step.CLOSED;
            }
        }
    }

    /**
     * Opens the file that the request is for: the one step that waits for directories. The request
     * is parsed again before, for this may be another thread than the one that has read it, and
     * after, for a user-level thread that waits at the lock of the cache lends its carrier, and
     * with it the workspace, to others.
     */
    public Step load(Workspace workspace) {
        boolean keep = !service.isDraining();
        var _ = input.parse(workspace);
        CachedFile file = null;
        int refusal = 0;
        try {
            MemorySegment bytes = input.bytes(workspace);
            file = workspace.files.load(workspace.calls, bytes, workspace.request, dateMillis());
        } catch (NotServedException reason) {
            refusal = reason.status();
        }
        var _ = input.parse(workspace);
        if (file != null) {
            serve(workspace, file);
        } else {
            refuse(workspace, refusal, keep);
        }
        input.consume(workspace);
        return Step.DONE;
    }

    /** Whether the reply has a body that comes from the disk, for which writing may wait. */
    public boolean sendsFile() {
        return reply.file() != null;
    }

    /** Sends what is left of the reply. */
    public Step write(Workspace workspace) {
        if (watchdog.hasExpired()) {
            workspace.counters.increment(Counter.EXPIRED);
            return abort(workspace);
        }
        int answer = transmission.send(workspace, socket, dateMillis());
        while (answer == Transmission.MORE) {
            progressed();
            answer = transmission.send(workspace, socket, dateMillis());
        }
        return answer == Transmission.COMPLETE
                ? finish(workspace)
                : blockedOrBroken(workspace, answer);
    }

    /** Closes the socket. */
    void end(Workspace workspace) {
        watchdog.end();
        release(workspace);
        transmission.end();
        if (channel == null) {
            workspace.calls.close(socket);
        } else {
            channel.close();
        }
    }

    /** What the wall clock showed when something last happened, in milliseconds since 1970. */
    long dateMillis() {
        return service.clock().wallMillis(nowMillis);
    }

    private void expireAfter(long millis) {
        watchdog.expireAt(nowMillis + millis);
    }

    /** Parses what has arrived; true when there is something to reply. */
    private boolean parse(Workspace workspace) {
        int verdict = input.parse(workspace);
        if (verdict == RequestParser.INCOMPLETE) {
            return false;
        }
        workspace.counters.increment(Counter.REQUESTS);
        expireAfter(workspace.idleMillis);
        if (verdict == RequestParser.COMPLETE) {
            respond(workspace);
        } else {
            refuse(workspace, verdict, false);
        }
        return true;
    }

    private void respond(Workspace workspace) {
        if (workspace.request.method() == Method.NOT_ALLOWED) {
            refuse(workspace, Status.METHOD_NOT_ALLOWED, !service.isDraining());
        } else {
            CachedFile file =
                    workspace.files.find(input.bytes(workspace), workspace.request, dateMillis());
            if (file == null) {
                phase = Phase.LOADING;
                return;
            }
            serve(workspace, file);
        }
        input.consume(workspace);
    }

    private void serve(Workspace workspace, CachedFile file) {
        reply.serve(input.bytes(workspace), workspace.request, file, !service.isDraining());
        if (reply.isRefusal()) {
            workspace.counters.increment(Counter.REFUSALS);
        }
        if (reply.pinned() == null) {
            workspace.files.release(workspace.calls, file);
        }
        beginWriting();
    }

    /** The client took too long: half a request is answered, silence is not. */
    Step timedOut(Workspace workspace) {
        workspace.counters.increment(Counter.EXPIRED);
        watchdog.forget();
        nowMillis = Clock.nowMillis();
        if (input.isEmpty() || phase == Phase.LINGERING) {
            return Step.CLOSED;
        }
        workspace.counters.increment(Counter.REFUSALS);
        reply.refuse(Status.REQUEST_TIMEOUT);
        beginWriting();
        return Step.DONE;
    }

    private void refuse(Workspace workspace, int status, boolean keep) {
        workspace.counters.increment(Counter.REFUSALS);
        reply.refuse(status, workspace.request, keep);
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
    void progressed() {
        nowMillis = Clock.nowMillis();
        expireAfter(service.options().timeouts().idleMillis());
    }

    /** The peer went away, or the file is shorter than announced: only closing tells the client. */
    Step abort(Workspace workspace) {
        workspace.counters.increment(Counter.ABORTS);
        return Step.CLOSED;
    }

    /** All of the reply is sent: goes on to the next request, or to the end. */
    Step finish(Workspace workspace) {
        workspace.counters.increment(Counter.REPLIES);
        release(workspace);
        if (reply.persistent()) {
            phase = Phase.READING;
            if (!input.isEmpty()) {
                expireAfter(workspace.headMillis);
            }
            return Step.DONE;
        }
        if (!hasInput() && !reply.isRefusal()) {
            return Step.CLOSED;
        }
        phase = Phase.LINGERING;
        input.clear();
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

    /** Input has received so much, then. */
    void arrived(int count, long thenMillis, long headMillis) {
        nowMillis = thenMillis;
        if (phase == Phase.LINGERING) {
            discarded += count;
            input.clear();
        } else if (input.length() == count) {
            expireAfter(headMillis);
        }
    }
}
