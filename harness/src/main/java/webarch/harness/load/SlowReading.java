package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Reads from one connection at a bounded rate: after a read it pauses for as long as those bytes
 * should have taken. Nothing is saved up while nothing arrives. The loop's thread owns it.
 */
final class SlowReading extends ChannelInboundHandlerAdapter {
    private final Draining draining;
    private long due = System.nanoTime();

    SlowReading(Draining draining) {
        this.draining = draining;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        long took = draining.nanos(((ByteBuf) message).readableBytes());
        due = Math.max(due, System.nanoTime()) + took;
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        var _ =
                context.executor()
                        .schedule(
                                () -> readOn(context),
                                due - System.nanoTime(),
                                TimeUnit.NANOSECONDS);
    }

    private static void readOn(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            context.read();
        }
    }
}
