package webarch.harness.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0         | 0
                    0-1       | 0-1
                    3,1,2,0   | 0-3
                    0,2-3,8   | 0,2-3,8
                    1,1-2     | 1-2
                    """)
    void listsAreReadAndWrittenAsTheKernelDoes(String given, String written) {
        assertEquals(written, CpuList.parse(given).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "3-1", "1,,2", "-1", "999999"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> CpuList.parse(text));
    }

    @Test
    void setsOfCpus() {
        CpuList some = CpuList.parse("0,2-3");
        assertTrue(some.containsAll(CpuList.of(2)));
        assertFalse(some.containsAll(CpuList.parse("1-2")));
        assertTrue(some.overlaps(CpuList.parse("1-2")));
        assertFalse(some.overlaps(CpuList.of(1)));
        assertEquals("0", some.without(CpuList.parse("2-3")).toString());
        assertEquals("0-3", some.with(CpuList.of(1)).toString());
        assertEquals(List.of(0, 2, 3), some.cpus());
    }

    @Test
    void thisProcessRunsOnSomeCpuOfTheMachine() {
        assertTrue(Cpus.allowed().size() >= 1);
        assertTrue(Cpus.online().orElseThrow().containsAll(Cpus.allowed()));
    }
}
