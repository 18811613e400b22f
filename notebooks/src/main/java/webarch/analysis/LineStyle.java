package webarch.analysis;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a subject is drawn: colour, dash and mark each tell it apart on their own. The first colours
 * are from Okabe and Ito's palette for colour-blind readers, µserver's darkened and WatPipe's
 * lightened so that the architectures also differ in grey; the last are those that lie farthest
 * from them for readers with any kind of colour vision.
 */
record LineStyle(Color colour, BasicStroke line, Mark.Form mark) {
    static final float WIDTH = 5f;

    private static final Map<String, LineStyle> OWN =
            Map.of(
                    "userver", new LineStyle(new Color(0x00508C), solid(), Mark.Form.CIRCLE),
                    "knot", new LineStyle(new Color(0xD55E00), dash(20, 9), Mark.Form.TRIANGLE),
                    "watpipe",
                            new LineStyle(new Color(0x2DB58A), dash(18, 6, 4, 6), Mark.Form.SQUARE),
                    "netty", new LineStyle(new Color(0x595959), dash(5, 8), Mark.Form.DIAMOND));

    /** As many as a figure can have lines, none like a server's own. */
    private static final List<LineStyle> OTHERS =
            List.of(
                    new LineStyle(new Color(0xCC79A7), dash(8, 4), Mark.Form.TRIANGLE_DOWN),
                    new LineStyle(new Color(0x56B4E9), dash(36, 10), Mark.Form.STAR),
                    new LineStyle(
                            new Color(0xE69F00), dash(16, 6, 4, 6, 4, 6), Mark.Form.TRIANGLE_RIGHT),
                    new LineStyle(new Color(0xA000FF), dash(3, 4), Mark.Form.PLUS),
                    new LineStyle(new Color(0x700000), dash(30, 6, 10, 6), Mark.Form.HOURGLASS),
                    new LineStyle(new Color(0xA0D070), dash(20, 5, 20, 5, 4, 5), Mark.Form.BOWTIE),
                    new LineStyle(new Color(0x400040), dash(12, 16), Mark.Form.SALTIRE),
                    new LineStyle(
                            new Color(0x000000),
                            dash(24, 5, 4, 5, 4, 5, 4, 5),
                            Mark.Form.TRIANGLE_LEFT));

    /**
     * The styles of the subjects of one figure, of which there are at most {@link
     * Strongest#MOST_LINES}. A server's first line has the server's own style, whatever else the
     * figure shows; the rest take the others in turn.
     */
    static Map<Subject, LineStyle> of(Collection<Subject> subjects) {
        Map<String, LineStyle> own = new HashMap<>(OWN);
        Deque<LineStyle> others = new ArrayDeque<>(OTHERS);
        Map<Subject, LineStyle> styles = new HashMap<>();
        for (Subject subject : subjects.stream().sorted().toList()) {
            LineStyle style = own.remove(subject.server());
            if (style == null) {
                style = others.removeFirst();
            }
            styles.put(subject, style);
        }
        return styles;
    }

    /** Of a single subject of this server, told from others by its place. */
    static LineStyle ofServer(String server) {
        return OWN.getOrDefault(server, OTHERS.getLast());
    }

    private static BasicStroke solid() {
        return new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }

    private static BasicStroke dash(float... lengths) {
        return new BasicStroke(
                WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, lengths, 0f);
    }
}
