package webarch.harness.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a served file, any range of which can be made or checked without the file: word
 * {@code i} (8 bytes, little-endian) is output {@code i} of the SplitMix64 generator that starts at
 * the file's key (Steele, Lea, Flood, OOPSLA 2014). Random bytes, so that no layer can compress
 * them.
 *
 * @param key the file's own starting point
 */
public record FileContent(long key) {
    /** The formula's version is part of every file set's identity. */
    static final String FORMULA = "splitmix64-le-1";

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** SplitMix64's output {@code index}, from 0, of the generator that starts at {@code key}. */
    static long word(long key, long index) {
        long z = key + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private byte byteAt(long offset) {
        return (byte) (word(key, offset >>> 3) >>> ((offset & 7) << 3));
    }

    /** Fills the rest of {@code buffer} with the bytes from {@code offset} on. */
    void fill(long offset, ByteBuffer buffer) {
        long position = offset;
        while (buffer.hasRemaining()) {
            if ((position & 7) == 0 && buffer.remaining() >= Long.BYTES) {
                LONG.set(buffer, buffer.position(), word(key, position >>> 3));
                buffer.position(buffer.position() + Long.BYTES);
                position += Long.BYTES;
            } else {
                buffer.put(byteAt(position));
                position++;
            }
        }
    }

    /** Whether the rest of {@code buffer}, which is left as it is, equals the bytes from there. */
    public boolean matches(long offset, ByteBuffer buffer) {
        long position = offset;
        int index = buffer.position();
        int limit = buffer.limit();
        while (index < limit) {
            if ((position & 7) == 0 && limit - index >= Long.BYTES) {
                if ((long) LONG.get(buffer, index) != word(key, position >>> 3)) {
                    return false;
                }
                index += Long.BYTES;
                position += Long.BYTES;
            } else if (buffer.get(index) == byteAt(position)) {
                index++;
                position++;
            } else {
                return false;
            }
        }
        return true;
    }
}
