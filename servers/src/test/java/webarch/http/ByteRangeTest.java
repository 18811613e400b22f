package webarch.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=0-9,0,10",
        "bytes=5-,5,10",
        "bytes=5-99,5,10",
        "bytes=-3,7,10",
        "bytes=-99,0,10",
        "bytes=2-99999999999999999999,2,10",
    })
    void aSingleRangeIsCutToTheFile(String field, long position, long end) {
        assertEquals(new ByteRange(position, end), ByteRange.parse(field, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void aRangeOutsideTheFileIsEmpty(String field) {
        assertTrue(ByteRange.parse(field, 10).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lines=0-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=3-2", "bytes=0-1,3-4"})
    void whatIsNoSingleRangeIsIgnored(String field) {
        assertNull(ByteRange.parse(field, 10));
    }
}
