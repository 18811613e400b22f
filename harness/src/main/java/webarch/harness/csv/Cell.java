package webarch.harness.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How values are written into CSV cells. */
public final class Cell {
    /** More than any of our clocks resolves, and short enough to read. */
    private static final MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

    private Cell() {}

    /** Empty for what was not measured, be it null or a quotient by zero. */
    public static String text(Object value) {
        return switch (value) {
            case null -> "";
            case Double number when !Double.isFinite(number) -> "";
            case Double number ->
                    BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
            default -> value.toString().replaceAll("\\R", " ");
        };
    }
}
