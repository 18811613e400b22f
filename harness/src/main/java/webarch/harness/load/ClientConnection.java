package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One connection of a client: tells it what happens there until the client gives it up, and nothing
 * afterwards. The loop's thread owns it.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    private final EpollSocketChannel channel;
    private final LoadLoop loop;
    private Client client;

    ClientConnection(EpollSocketChannel channel, LoadLoop loop, Client client) {
        this.channel = channel;
        this.loop = loop;
        this.client = client;
    }

    void connect(InetSocketAddress server) {
        channel.connect(server).addListener((ChannelFuture future) -> connectEnded(future));
    }

    private void connectEnded(ChannelFuture future) {
        if (!future.isSuccess() && client != null) {
            client.broke(future.cause());
        }
    }

    void send(ByteBuf request) {
        var _ = channel.writeAndFlush(request, channel.voidPromise());
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Closes it; late events go nowhere. */
    void giveUp() {
        client = null;
        var _ = channel.close();
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
            outcome = client.read(in);
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
            client.broke(cause);
        }
    }
}
