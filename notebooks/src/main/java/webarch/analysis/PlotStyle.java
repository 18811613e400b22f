package webarch.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.XYStyler;

/**
 * The one look of every figure. A unit is 0.1 mm on paper: a column of 8.4 cm is 840 units, and
 * text of 25 units is 7.1 pt, the smallest there is.
 */
final class PlotStyle {
    static final int COLUMN = 840;
    static final int MARK_SIZE = 15;
    static final Font TEXT = font(Font.PLAIN, 25);
    static final Font STRONG = font(Font.BOLD, 25);
    static final Font AXIS = font(Font.PLAIN, 27);
    static final Color INK = new Color(0x222222);

    /**
     * The part of a plot between its first and last tick: XChart leaves out a label without room.
     */
    static final double CONTENT = 0.92;

    /** The same of a plot that is narrower than a column. */
    static final double NARROW_CONTENT = 0.88;

    private static final String FAMILY = "DejaVu Sans";
    static final Color FAINT_INK = new Color(0x505050);

    static final Color GRID = new Color(0xE2E2E2);
    static final BasicStroke HAIRLINE = new BasicStroke(2f);
    static final BasicStroke INTERVAL = new BasicStroke(3f);

    private PlotStyle() {}

    /**
     * Refuses to draw without the font: another one would silently change every figure.
     *
     * @throws UsageException if it is not installed
     */
    static void requireFont() {
        if (!TEXT.getFamily(Locale.ROOT).equals(FAMILY)) {
            throw new UsageException(
                    "the font " + FAMILY + " is not installed; on Debian: fonts-dejavu-core");
        }
    }

    static void apply(XYChart chart) {
        XYStyler style = chart.getStyler();
        style.setLocale(Locale.ROOT);
        style.setTimezone(TimeZone.getTimeZone("UTC"));
        style.setBaseFont(TEXT);
        style.setChartFontColor(INK);
        style.setChartBackgroundColor(Color.WHITE);
        style.setChartPadding(6);
        style.setChartTitleVisible(false);
        paper(style);
        axes(style);
        style.setLegendVisible(false);
        style.setMarkerSize(MARK_SIZE);
    }

    private static void paper(XYStyler style) {
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        // Ticks stand at whole numbers only if the axis begins at one; so the room is made here.
        style.setPlotContentSize(CONTENT);
        style.setPlotMargin(0);
        style.setPlotGridVerticalLinesVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(HAIRLINE);
        style.setPlotTicksMarksVisible(false);
    }

    private static void axes(XYStyler style) {
        style.setAxisTickLabelsFont(TEXT);
        style.setAxisTickLabelsColor(INK);
        style.setAxisTitleFont(AXIS);
        style.setXAxisTitleColor(INK);
        style.setYAxisTitleColor(INK);
        style.setAxisTitlePadding(12);
        style.setAxisTickMarkLength(8);
        style.setAxisTickPadding(6);
        style.setAxisTickMarksColor(INK);
        style.setAxisTickMarksStroke(HAIRLINE);
        style.setYAxisLabelAlignment(TextAlignment.Right);
        style.setYAxisDecimalPattern("#,##0.######");
        style.setYAxisTickMarkSpacingHint(80);
    }

    private static Font font(int weight, int size) {
        return new Font(FAMILY, weight, size);
    }
}
