package webarch.analysis;

import java.awt.Graphics2D;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/**
 * Panels of lines, which are named at their ends or, where one panel has no room for that, by a
 * legend above all of them.
 *
 * @param panels from top to bottom
 */
record Lines(List<XYChart> panels) implements Part {
    private static final int TOP = 8;

    @Override
    public int paint(Graphics2D graphics) {
        List<EndLabels> names = names();
        int width = PlotStyle.COLUMN;
        int y = TOP;
        if (names.isEmpty()) {
            alignAxes(width);
            y = Legend.paint(graphics, panels.getFirst());
        } else {
            width -= EndLabels.room(panels);
        }
        for (int i = 0; i < panels.size(); i++) {
            XYChart panel = panels.get(i);
            graphics.translate(0, y);
            panel.paint(graphics, width, panel.getHeight());
            if (!names.isEmpty()) {
                names.get(i).paint(graphics, width);
            }
            graphics.translate(0, -y);
            y += panel.getHeight();
        }
        return y;
    }

    /** Of each panel, after it was laid out for them; none if one of them has no room. */
    List<EndLabels> names() {
        int room = EndLabels.room(panels);
        if (room > EndLabels.MOST_ROOM) {
            return List.of();
        }
        alignAxes(PlotStyle.COLUMN - room);
        List<EndLabels> names =
                panels.stream().map(EndLabels::of).flatMap(Optional::stream).toList();
        return names.size() == panels.size() ? names : List.of();
    }

    /** Gives every panel the left margin of the widest, so that their axes stand in one line. */
    private void alignAxes(int width) {
        double widest = 0;
        for (XYChart panel : panels) {
            panel.getStyler().setYAxisLeftWidthHint(0);
            panel.getStyler()
                    .setPlotContentSize(
                            width < PlotStyle.COLUMN
                                    ? PlotStyle.NARROW_CONTENT
                                    : PlotStyle.CONTENT);
            panel.paint(new Figure.ScalableText(), width, panel.getHeight());
            widest = Math.max(widest, panel.getYAxisLeftWidth());
        }
        for (XYChart panel : panels) {
            panel.getStyler().setYAxisLeftWidthHint((int) Math.ceil(widest));
        }
    }
}
