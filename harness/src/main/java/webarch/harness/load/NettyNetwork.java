package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.Future;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** One event loop of Netty with the channels of its clients. The loop's thread owns it. */
final class NettyNetwork implements Network {
    private final EventLoop eventLoop;
    private final LoadLoop loop;
    private final InetSocketAddress server;
    private final Draining draining;
    private final SocketProtocolFamily family;
    private final ReceiveBuffer receiveBuffer;
    private ByteBuf request;

    NettyNetwork(EventLoop eventLoop, LoadLoop loop, LoadOptions options) {
        this.eventLoop = eventLoop;
        this.loop = loop;
        server = options.server();
        draining = options.draining();
        // Without being told, Netty talks to IPv4 addresses through IPv6 sockets.
        family =
                server.getAddress() instanceof Inet6Address
                        ? SocketProtocolFamily.INET6
                        : SocketProtocolFamily.INET;
        receiveBuffer = new ReceiveBuffer(draining);
        request = Unpooled.directBuffer(loop.requests().longest());
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        Future<?> future = eventLoop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public NettyConnection connection(Client client) {
        return new NettyConnection(this, loop, client);
    }

    InetSocketAddress server() {
        return server;
    }

    /** A registered channel with {@code handler}; throws when there is no descriptor for it. */
    EpollSocketChannel channel(NettyConnection handler) {
        EpollSocketChannel channel = new EpollSocketChannel(family);
        EpollSocketChannelConfig config = channel.config();
        config.setAllocator(UnpooledByteBufAllocator.DEFAULT);
        config.setRecvByteBufAllocator(receiveBuffer);
        // The sweep watches over opening connections too.
        config.setConnectTimeoutMillis(0);
        if (draining.receiveBuffer() > 0) {
            config.setReceiveBufferSize(draining.receiveBuffer());
        }
        if (draining.slow()) {
            config.setAutoRead(false);
            channel.pipeline().addLast(new SlowReading(draining));
        }
        channel.pipeline().addLast(handler);
        var _ = eventLoop.register(channel);
        return channel;
    }

    /**
     * A request, in the one buffer that all connections send from: it is free again as soon as the
     * socket has taken it, which nearly always is at once.
     */
    ByteBuf rendered(int file, boolean head) {
        if (request.refCnt() > 1) {
            // A request is still queued somewhere: the buffer is its own from now on.
            request.release();
            request = Unpooled.directBuffer(loop.requests().longest());
        }
        loop.requests().render(file, head, request.clear());
        return request.retain();
    }

    @Override
    public void free() {
        request.release();
        receiveBuffer.free();
    }
}
