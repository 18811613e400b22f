package webarch.harness.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** Netty's event loops, a thread each. */
final class NettyNetworks implements Networks {
    private final LoadOptions options;
    private final EventLoopGroup group;

    NettyNetworks(int threads, LoadOptions options) {
        this.options = options;
        // Sampling allocations for leaks would be part of what is measured.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("load", true),
                        EpollIoHandler.newFactory());
    }

    @Override
    public Network next(LoadLoop loop) {
        return new NettyNetwork(group.next(), loop, options);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
