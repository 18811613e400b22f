package webarch.analysis;

import tech.tablesaw.api.Table;

/**
 * Shows figures and tables in a notebook, as the value of a cell's last line.
 *
 * <p>The kernels that webarch's notebooks run on are built on one library, which lets a value
 * render itself as SVG or HTML. Outside a kernel that library is absent and the value is plain
 * text.
 */
public final class Show {
    private static final String INTERFACE =
            "io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable";
    private static final double SCALE_ON_SCREEN = 2;

    private Show() {}

    /** The figure, larger than on paper. */
    public static Object figure(Figure figure) {
        return value("image/svg+xml", Svg.scale(figure.svg(), SCALE_ON_SCREEN), figure.title());
    }

    /** All rows of the table. */
    public static Object table(Table table) {
        return value("text/html", HtmlTable.of(table), table.print(table.rowCount()));
    }

    private static Object value(String mimeType, String data, String text) {
        return inKernel() ? new Renderable(mimeType, data, text) : text;
    }

    private static boolean inKernel() {
        try {
            Class.forName(INTERFACE, false, Show.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
