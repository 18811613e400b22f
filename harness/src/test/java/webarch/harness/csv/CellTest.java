package webarch.harness.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "123456.789012345, 123456.789",
        "1e-7, 0.0000001",
        "100, 100",
        "1234567890, 1234567890",
        "0, 0",
        "NaN, ''",
        "Infinity, ''"
    })
    void numbersHaveNineDigitsAndNoExponent(double number, String cell) {
        assertEquals(cell, Cell.text(number));
    }

    @Test
    void cellsHoldNoLineEnds() {
        assertEquals("", Cell.text(null));
        assertEquals("a b c", Cell.text("a\nb\r\nc"));
    }
}
