package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import webarch.harness.workload.RequestLog;

/**
 * One client: asks for the files of a session one after the other on one connection, closes it, and
 * goes on with the next session on another. Its loop's thread owns it.
 *
 * <pre>
 *   PARKED ──proceed()──► CONNECTING ──connected──► WAITING ──reply──► proceed()
 *      ▲                      │                        │                  │
 *      │                      └───────► error ◄────────┘                  │
 *      │                                  ▼                               │
 *      │                              BACKING_OFF ──next sweep──► proceed()
 *      └───────────────── the loop is paused ─────────────────────────────┘
 * </pre>
 *
 * An error ends the session. So that a server which refuses or resets everybody is not met by a
 * spinning client, the next attempt waits for the loop's next sweep.
 */
@Sharable
final class Client extends ChannelInboundHandlerAdapter {
    private enum State {
        PARKED,
        CONNECTING,
        WAITING,
        BACKING_OFF;

        boolean busy() {
            return this == CONNECTING || this == WAITING;
        }
    }

    private final LoadLoop loop;
    private final RequestLog log;
    private final ReplyReader reader;
    private final ChannelFutureListener connectListener = this::connectEnded;
    private ByteBuf request;
    private State state = State.PARKED;
    private EpollSocketChannel channel;
    private long since;
    private int next;
    private int sessionEnd;

    Client(LoadLoop loop, RequestLog log, boolean checkBytes) {
        this.loop = loop;
        this.log = log;
        reader = new ReplyReader(checkBytes);
        request = Unpooled.directBuffer(loop.requests().longest());
    }

    /** Takes the next step, or parks while the loop is paused. */
    void proceed() {
        if (loop.paused()) {
            become(State.PARKED);
            return;
        }
        if (next == sessionEnd) {
            int session = loop.sessions().take();
            next = log.sessionStart(session);
            sessionEnd = log.sessionEnd(session);
            if (!log.endless()) {
                disconnect();
            }
        }
        if (channel == null) {
            connect();
        } else {
            send();
        }
    }

    /** Goes on after a pause. */
    void resume() {
        if (state == State.PARKED) {
            if (channel != null && !channel.isOpen()) {
                // Closed by the server meanwhile; the event that says so is still on its way.
                disconnect();
            }
            proceed();
        }
    }

    /** Looks for a missed deadline and ends a back-off; called at regular intervals. */
    void sweep(long now) {
        if (state.busy() && now - since > loop.timeoutNanos()) {
            fail(ErrorKind.TIMEOUT);
        } else if (state == State.BACKING_OFF) {
            proceed();
        }
    }

    /** Leaves for good. */
    void stop() {
        become(State.PARKED);
        disconnect();
        request.release();
    }

    private void become(State now) {
        boolean wasBusy = state.busy();
        state = now;
        if (wasBusy != now.busy()) {
            loop.busy(now.busy() ? 1 : -1);
        }
    }

    private void connect() {
        become(State.CONNECTING);
        since = System.nanoTime();
        loop.counters().connecting(since);
        try {
            channel = loop.open(this);
        } catch (RuntimeException noDescriptor) {
            fail(ErrorKind.of(noDescriptor));
            return;
        }
        channel.connect(loop.server()).addListener(connectListener);
    }

    private void connectEnded(ChannelFuture future) {
        if (!future.isSuccess() && isCurrent(future.channel())) {
            fail(ErrorKind.of(future.cause()));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!isCurrent(context.channel())) {
            return;
        }
        loop.counters().connected(since, System.nanoTime());
        loop.settled();
        if (loop.paused()) {
            become(State.PARKED);
        } else {
            send();
        }
    }

    private void send() {
        int file = log.file(next);
        reader.expect(log.fileSet().files().get(file));
        if (request.refCnt() > 1) {
            // The previous request is still queued: the server answered before it had all of it.
            request.release();
            request = Unpooled.directBuffer(loop.requests().longest());
        }
        loop.requests().render(file, request);
        become(State.WAITING);
        since = System.nanoTime();
        loop.counters().sent(since);
        var _ = channel.writeAndFlush(request.retain(), channel.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        ReplyReader.Outcome outcome;
        try {
            loop.counters().received(in.readableBytes());
            if (!isCurrent(context.channel())) {
                return;
            }
            if (state != State.WAITING) {
                disconnect();
                return;
            }
            outcome = reader.read(in);
        } finally {
            in.release();
        }
        switch (outcome) {
            case MORE -> {}
            case REPLY -> replied(reader.keepsAlive());
            case WRONG_STATUS -> fail(ErrorKind.STATUS);
            case WRONG_BODY -> fail(ErrorKind.BODY);
            case MALFORMED -> fail(ErrorKind.OTHER);
        }
    }

    private void replied(boolean keepAlive) {
        long now = System.nanoTime();
        long latency = now - since;
        if (latency > loop.timeoutNanos()) {
            fail(ErrorKind.TIMEOUT);
            return;
        }
        loop.latency().recordValue(latency);
        loop.counters().reply(since, now);
        next++;
        if (!keepAlive) {
            disconnect();
        }
        proceed();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!isCurrent(context.channel())) {
            return;
        }
        if (state != State.WAITING) {
            disconnect();
        } else if (reader.completeAtClose()) {
            replied(false);
        } else {
            fail(reader.endsAtClose() ? ErrorKind.BODY : ErrorKind.CLOSED);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.broken(cause);
        }
        if (!isCurrent(context.channel())) {
            return;
        }
        if (state == State.WAITING) {
            fail(ErrorKind.of(cause));
        } else {
            disconnect();
        }
    }

    /** Counts an error and gives up the session; a request that found no connection counts too. */
    private void fail(ErrorKind kind) {
        boolean connecting = state == State.CONNECTING;
        if (connecting) {
            loop.counters().unconnected(kind, since);
        } else {
            loop.counters().failed(kind, since);
        }
        disconnect();
        next = sessionEnd;
        become(State.BACKING_OFF);
        if (connecting) {
            loop.settled();
        }
    }

    /** False for the late events of a connection that was given up. */
    private boolean isCurrent(Channel other) {
        return other.equals(channel);
    }

    private void disconnect() {
        EpollSocketChannel old = channel;
        channel = null;
        if (old != null) {
            var _ = old.close();
        }
    }
}
