package webarch.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import webarch.linux.Files;

class CachedFileTest {
    private static final Files.Status STATUS = new Files.Status(true, true, 0, 0, 0, 0, 0);
    private static final int LONGEST = 45;

    @Test
    void aFileIsForItsTargetAndNoOtherOfAnyLength() {
        for (int length = 1; length <= LONGEST; length++) {
            byte[] target = new byte[length];
            for (int i = 0; i < length; i++) {
                target[i] = (byte) ('a' + i);
            }
            CachedFile file = file(target);
            assertTrue(isFor(file, target), length + " octets");
            assertFalse(isFor(file, Arrays.copyOf(target, length - 1)), length + " but for one");
            for (int i = 0; i < length; i++) {
                byte[] other = target.clone();
                other[i]++;
                assertFalse(isFor(file, other), length + " octets, another at " + i);
            }
        }
    }

    private static CachedFile file(byte[] target) {
        RenderedFile rendered = new RenderedFile(MemorySegment.NULL, 0, "", "");
        return new CachedFile(target, STATUS, rendered, CachedFile.NO_DESCRIPTOR, 0, 0);
    }

    /** Asked as the parser would, of a target somewhere in a buffer. */
    private static boolean isFor(CachedFile file, byte[] target) {
        byte[] buffer = new byte[target.length + 8];
        System.arraycopy(target, 0, buffer, 3, target.length);
        return file.isFor(MemorySegment.ofArray(buffer), 3, target.length);
    }
}
