package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A flame graph as one HTML file that needs nothing else: widths are CPU time, callers stand below,
 * colours tell the group of the category of what is above. A click makes a frame as wide as the
 * page.
 */
final class FlameGraph {
    /** Narrower frames, as shares of all, would not be seen. */
    private static final double NARROWEST = 0.0005;

    private static final Map<String, String> COLOURS =
            Map.of(
                    "kernel", "#e69f00",
                    "server", "#56b4e9",
                    "jvm", "#c5a5cf",
                    "unclear", "#bbbbbb");
    private static final String PLAIN = "#e8e8e8";

    private final CategoryTable table;

    FlameGraph(CategoryTable table) {
        this.table = table;
    }

    /** One frame in one place of the tree. */
    private static final class Node {
        private final Map<String, Node> above = new TreeMap<>();
        private long nanos;
        private String group = "";

        void add(Stack stack, long value, String leafGroup) {
            Node node = this;
            node.nanos += value;
            for (Frame frame : stack.frames()) {
                node = node.above.computeIfAbsent(frame.name(), _ -> new Node());
                node.nanos += value;
            }
            node.group = leafGroup;
        }
    }

    void write(Samples samples, String title, Path file) throws IOException {
        Node root = new Node();
        samples.nanos().forEach((stack, nanos) -> root.add(stack, nanos, table.of(stack).group()));
        StringBuilder frames = new StringBuilder();
        frame("all", root, 0, 0, root.nanos, frames);
        Files.writeString(
                file,
                PAGE.replace("TITLE", escape(title))
                        .replace("LEGEND", legend())
                        .replace("FRAMES", frames));
    }

    /** In the order of a walk: {@code [depth, left, width, name, colour]}, of a millionth each. */
    private void frame(
            String name, Node node, int depth, long left, long total, StringBuilder frames) {
        if (node.nanos < NARROWEST * total) {
            return;
        }
        frames.append(
                String.format(
                        Locale.ROOT,
                        "[%d,%d,%d,\"%s\",\"%s\"],%n",
                        depth,
                        Math.round(1e6 * left / total),
                        Math.round(1e6 * node.nanos / total),
                        name.replace("\\", "\\\\").replace("\"", "'"),
                        COLOURS.getOrDefault(node.group, PLAIN)));
        long at = left;
        for (Map.Entry<String, Node> next : node.above.entrySet()) {
            frame(next.getKey(), next.getValue(), depth + 1, at, total, frames);
            at += next.getValue().nanos;
        }
    }

    private static String legend() {
        StringBuilder legend = new StringBuilder();
        for (String group : List.of("kernel", "server", "jvm", "unclear")) {
            legend.append("<span style=\"background:")
                    .append(COLOURS.get(group))
                    .append("\">")
                    .append(group)
                    .append("</span> ");
        }
        return legend.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>TITLE</title><style>
            body { font: 13px sans-serif; margin: 8px }
            #flames { position: relative; overflow: hidden }
            #flames div { position: absolute; height: 15px; overflow: hidden; white-space: nowrap; \
            font-size: 11px; box-sizing: border-box; border-right: 1px solid #fff; cursor: pointer }
            span { padding: 1px 6px }
            </style></head><body>
            <h3>TITLE</h3><p>CPU time by stack; callers below. Colour: what runs at the end of the \
            stack. LEGEND Click a frame to widen it, the lowest to go back.</p>
            <div id="flames"></div><script>
            const frames = [
            FRAMES];
            const page = document.getElementById("flames");
            const deepest = frames.reduce((most, f) => Math.max(most, f[0]), 0);
            page.style.height = (deepest + 1) * 16 + "px";
            function draw(left, width) {
              page.replaceChildren(...frames.filter(f => f[1] < left + width && f[1] + f[2] > left)
                .filter(f => f[2] / width > 0.0005).map(f => {
                const box = document.createElement("div");
                const from = Math.max(0, (f[1] - left) / width);
                const to = Math.min(1, (f[1] + f[2] - left) / width);
                box.style.left = 100 * from + "%";
                box.style.width = 100 * (to - from) + "%";
                box.style.top = (deepest - f[0]) * 16 + "px";
                box.style.background = f[4];
                box.textContent = f[3];
                box.title = f[3] + " (" + (f[2] / 1e4).toFixed(2) + " %)";
                box.onclick = () => draw(f[1], f[2]);
                return box;
              }));
            }
            draw(0, 1e6);
            </script></body></html>
            """;
}
