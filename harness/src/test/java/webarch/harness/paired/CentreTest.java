package webarch.harness.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CentreTest {
    private static final double[] VALUES = {1, 2, 3, 4, 5, 6, 7, 900};

    @Test
    void aBurstMovesTheMeanAlone() {
        assertEquals(4.5, Centre.MEDIAN.of(VALUES));
        assertEquals(116, Centre.MEAN.of(VALUES));
        assertEquals((3 + 4 + 5 + 6) / 4.0, Centre.MIDDLE_HALF.of(VALUES));
        assertEquals(7, Centre.MIDDLE_HALF.of(new double[] {7}));
    }

    @Test
    void theLabelIsThatOfAColumn() {
        assertEquals("middle-half", Centre.MIDDLE_HALF.label());
    }
}
