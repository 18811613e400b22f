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
    private static final int LARGEST = 64 * 1024;

    private final int size;
    private final ByteBuf buffer;

    ReceiveBuffer(Draining draining) {
        size = draining.readSize(LARGEST);
        buffer = Unpooled.directBuffer(size, size);
    }

    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return size;
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
