package webarch.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OctetsTest {
    private static final int LENGTH = 21;

    /** RFC 9110, section 5.5: all but control characters, of which the tabulator may be. */
    @Test
    void aFieldValueEndsAtTheFirstControlCharacterWhereverThatIs() {
        for (int octet = 0; octet < 256; octet++) {
            boolean ends = (octet < ' ' && octet != '\t') || octet == 0x7f;
            for (int at = 0; at < LENGTH; at++) {
                byte[] value = new byte[LENGTH + 2];
                Arrays.fill(value, (byte) 0xff);
                value[at] = (byte) octet;
                value[LENGTH] = '\r';
                value[LENGTH + 1] = '\n';
                int end = Octets.endOfFieldContent(MemorySegment.ofArray(value), 0, value.length);
                assertEquals(ends ? at : LENGTH, end, "octet " + octet + " at " + at);
            }
        }
    }
}
