package webarch.harness.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * The one buffer that all clients of a loop receive into. That is safe because a client takes in
 * what arrived, and releases the buffer, before the loop reads again; it keeps the bytes in the
 * processor's cache and makes a read free of allocation.
 */
@SuppressWarnings("deprecation") // The handle type is deprecated, and what channels ask for.
final class ReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int SIZE = 64 * 1024;

    private final ByteBuf buffer = Unpooled.directBuffer(SIZE, SIZE);

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return SIZE;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffer.clear().retain();
            }
        };
    }

    void free() {
        buffer.release();
    }
}
