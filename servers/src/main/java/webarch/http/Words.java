package webarch.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Eight octets at once, the first in the lowest byte of a {@code long}, where nearly every request
 * has the same, or can be gone through faster than octet by octet.
 */
final class Words {
    /** Octets in a word. */
    static final int SIZE = Long.BYTES;

    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt HALF =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private static final int GET = (int) of("GET ");
    private static final long VERSION_11 = of("HTTP/1.1");

    private Words() {}

    static long at(MemorySegment buffer, long position) {
        return buffer.get(WORD, position);
    }

    /** Whether the four octets there, which there must be, are {@code "GET "}. */
    static boolean isGet(MemorySegment buffer, long position) {
        return buffer.get(HALF, position) == GET;
    }

    /** Whether the eight octets there, which there must be, are {@code "HTTP/1.1"}. */
    static boolean isVersion11(MemorySegment buffer, long position) {
        return at(buffer, position) == VERSION_11;
    }

    /**
     * How many octets of a word, from the first on, are no control characters. The tests of all
     * bytes at once are those of S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a
     * byte less than n": a borrow leaves a byte only where one was found, so the lowest is right.
     */
    static int uncontrolled(long word) {
        long deletes = word ^ (0x7f * ONES);
        long controls = ((word - (' ' * ONES)) & ~word) | ((deletes - ONES) & ~deletes);
        return Long.numberOfTrailingZeros(controls & HIGHEST_BITS) / Byte.SIZE;
    }

    private static long of(String text) {
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word |= (long) text.charAt(i) << (i * Byte.SIZE);
        }
        return word;
    }
}
