package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.util.regex.Pattern;

/**
 * How values look in a notebook: the base library's ways, plus strings that hold an SVG document.
 * Stateless.
 */
final class Rendering {
    private static final String SVG = "image/svg+xml";

    /** XML declaration and document type, which HTML around the image must not contain. */
    private static final Pattern PROLOG =
            Pattern.compile(
                    "\\A\\s*(<\\?xml[^>]*\\?>\\s*)?(<!--.*?-->\\s*)?(<!DOCTYPE[^>]*>\\s*)?(?=<svg[\\s>])",
                    Pattern.DOTALL);

    private final Renderer renderer;

    Rendering(Renderer renderer) {
        this.renderer = renderer;
    }

    DisplayData render(Object value) {
        if (value instanceof DisplayData data) {
            return data;
        }
        if (value instanceof CharSequence text && PROLOG.matcher(text).find()) {
            return renderAs(text, SVG);
        }
        return renderer.render(value);
    }

    DisplayData renderAs(Object value, String... types) {
        if (types.length == 0) {
            return render(value);
        }
        Object shown =
                value instanceof CharSequence text ? PROLOG.matcher(text).replaceFirst("") : value;
        return renderer.renderAs(shown, types);
    }
}
