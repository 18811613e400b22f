package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class FileContentTest {
    private static final int LENGTH = 61;
    private final FileContent content = new FileContent(42);

    private byte[] bytes(int offset, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        content.fill(offset, buffer);
        return buffer.array();
    }

    @Test
    void wordsAreThoseOfSplitMix64() {
        var generator = RandomSource.SPLIT_MIX_64.create(42L);
        for (int i = 0; i < 100; i++) {
            assertEquals(generator.nextLong(), FileContent.word(42, i));
        }
    }

    @Test
    void everyRangeIsTheSameBytesHoweverItIsMade() {
        byte[] whole = bytes(0, LENGTH);
        for (int from = 0; from <= LENGTH; from++) {
            for (int to = from; to <= LENGTH; to++) {
                assertArrayEquals(Arrays.copyOfRange(whole, from, to), bytes(from, to - from));
            }
        }
    }

    @Test
    void everyFlippedBitIsNoticedAndTheBufferLeftAlone() {
        for (int offset = 0; offset < 9; offset++) {
            byte[] bytes = bytes(offset, LENGTH);
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            assertTrue(content.matches(offset, buffer));
            for (int bit = 0; bit < LENGTH * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                assertFalse(content.matches(offset, buffer), "bit " + bit);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
            assertEquals(LENGTH, buffer.remaining());
        }
    }
}
