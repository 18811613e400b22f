package webarch.harness.load;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;

/** Opens the sockets of one loop's clients. The loop's thread owns it. */
final class Sockets {
    private final EventLoop eventLoop;
    private final LoadLoop loop;
    private final Draining draining;
    private final SocketProtocolFamily family;
    private final ReceiveBuffer receiveBuffer;

    Sockets(EventLoop eventLoop, LoadLoop loop, LoadOptions options) {
        this.eventLoop = eventLoop;
        this.loop = loop;
        draining = options.draining();
        // Without being told, Netty talks to IPv4 addresses through IPv6 sockets.
        family =
                options.server().getAddress() instanceof Inet6Address
                        ? SocketProtocolFamily.INET6
                        : SocketProtocolFamily.INET;
        receiveBuffer = new ReceiveBuffer(draining);
    }

    /** A connection that is not connected yet. */
    ClientConnection open(Client client) {
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
        ClientConnection connection = new ClientConnection(channel, loop, client);
        channel.pipeline().addLast(connection);
        var _ = eventLoop.register(channel);
        return connection;
    }

    void free() {
        receiveBuffer.free();
    }
}
