package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;

/** A connection as a channel of Netty. The loop's thread owns it. */
final class NettyConnection extends ChannelInboundHandlerAdapter implements ClientConnection {
    private final NettyNetwork network;
    private final LoadLoop loop;
    private EpollSocketChannel channel;
    private Client client;

    NettyConnection(NettyNetwork network, LoadLoop loop, Client client) {
        this.network = network;
        this.loop = loop;
        this.client = client;
    }

    @Override
    public void connect() {
        try {
            channel = network.channel(this);
        } catch (RuntimeException noDescriptor) {
            client.broke(ErrorKind.of(noDescriptor));
            return;
        }
        channel.connect(network.server()).addListener((ChannelFuture f) -> connectEnded(f));
    }

    private void connectEnded(ChannelFuture future) {
        if (!future.isSuccess() && client != null) {
            client.broke(ErrorKind.of(future.cause()));
        }
    }

    @Override
    public void send(int file, boolean head) {
        var _ = channel.writeAndFlush(network.rendered(file, head), channel.voidPromise());
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void giveUp() {
        client = null;
        if (channel != null) {
            var _ = channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (client != null) {
            client.connected();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        ReplyReader.Outcome outcome;
        try {
            loop.counters().received(in.readableBytes());
            if (client == null) {
                return;
            }
            outcome = client.read(in.internalNioBuffer(in.readerIndex(), in.readableBytes()));
        } finally {
            in.release();
        }
        client.took(outcome);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (client != null) {
            client.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.broken(cause);
        }
        if (client != null) {
            client.broke(ErrorKind.of(cause));
        }
    }
}
