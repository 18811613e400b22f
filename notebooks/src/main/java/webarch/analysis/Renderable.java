package webarch.analysis;

import io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;

/**
 * A value that a kernel shows as a picture or a table.
 *
 * @param mimeType of {@code data}
 * @param data what a browser shows
 * @param text what stands for it elsewhere
 */
record Renderable(String mimeType, String data, String text) implements DisplayDataRenderable {
    @Override
    public void render(RenderContext context) {
        context.getOutputContainer().putData(mimeType, data);
        context.getOutputContainer().putText(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
