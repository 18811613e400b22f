package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.function.BiConsumer;

/**
 * Shows values in the middle of a cell; imported into every cell under the name that IJava has for
 * the same. Any thread.
 */
public final class Display {
    private static volatile BiConsumer<Object, String[]> sink =
            (_, _) -> {
                throw new IllegalStateException("there is no notebook to display in");
            };

    private Display() {}

    static void to(BiConsumer<Object, String[]> notebook) {
        sink = notebook;
    }

    /**
     * Shows a value.
     *
     * @param value an image, SVG, {@link DisplayData}, or anything else, which is shown as text
     * @param types MIME types to show it as, such as {@code text/html} for a string; none for what
     *     suits the value
     */
    public static void display(Object value, String... types) {
        sink.accept(value, types);
    }
}
