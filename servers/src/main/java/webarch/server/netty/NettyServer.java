package webarch.server.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Tunable;

/**
 * The reference server, what a Java user would deploy: Netty's epoll transport with one event loop,
 * its HTTP codec, and file regions, which the kernel sends without copying. It shares no code on
 * the data path with the other servers.
 *
 * <pre>
 *   HttpServerCodec ──► HttpServerKeepAliveHandler ──► FileHandler
 * </pre>
 */
public final class NettyServer implements Architecture {
    /** Netty bounds neither connections nor heads as the others do. */
    @Override
    public Set<Tunable> tunables() {
        return Set.of();
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        // What it would come to by itself, after looking for three other libraries to log with.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup(loop.next());
        FileSource files = new FileSource(options);
        Counters.Row row = counters.row();
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, options.accepting().backlog())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        connections.add(channel);
                                        build(channel, options, files, row);
                                    }
                                });
        if (options.sending().bufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, options.sending().bufferBytes());
        }
        ChannelFuture bound = bootstrap.bind(options.address()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully();
            throw new IOException(
                    "bind to port "
                            + options.address().getPort()
                            + ": "
                            + bound.cause().getMessage()
                            + "; choose another one with --port",
                    bound.cause());
        }
        return new Running(bound.channel(), connections, loop);
    }

    private static void build(
            Channel channel, ServerOptions options, FileSource files, Counters.Row row) {
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(
                                0, 0, options.timeouts().idleMillis(), TimeUnit.MILLISECONDS))
                .addLast(new HttpServerCodec())
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new FileHandler(files, row));
    }

    private record Running(Channel listener, ChannelGroup connections, EventLoopGroup loop)
            implements RunningServer {
        @Override
        public int port() {
            return ((InetSocketAddress) listener.localAddress()).getPort();
        }

        /** Idle connections are closed at once, the others when their last reply is sent. */
        @Override
        public void stop(Duration grace) throws InterruptedException {
            listener.close().await();
            connections.forEach(
                    channel -> channel.pipeline().fireUserEventTriggered(FileHandler.STOP));
            connections.newCloseFuture().await(grace.toMillis());
            loop.shutdownGracefully(0, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
