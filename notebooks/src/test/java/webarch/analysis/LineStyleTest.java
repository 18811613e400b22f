package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Area;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of any one figure can be told apart, by each of colour, dash and mark alone. */
final class LineStyleTest {
    private static final double LEAST_COLOUR_DISTANCE = 10;
    private static final double LEAST_DASH_RATIO = 1.5;

    @TempDir Path folder;

    /** As many lines as there can be, of few servers and of many, known and unknown. */
    static Stream<List<Subject>> fullestFigures() {
        return Stream.of(
                configurations("userver", Strongest.MOST_LINES),
                configurations("netty", Strongest.MOST_LINES),
                configurations("caddy", Strongest.MOST_LINES),
                Stream.of("userver", "knot", "watpipe", "netty")
                        .flatMap(server -> configurations(server, 2).stream())
                        .toList(),
                IntStream.range(0, Strongest.MOST_LINES)
                        .mapToObj(i -> new Subject("server" + i, "server" + i, "", ""))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("fullestFigures")
    void allLinesOfAFigureDiffer(List<Subject> subjects) {
        Map<Subject, LineStyle> styles = LineStyle.of(subjects);

        assertEquals(Strongest.MOST_LINES, styles.size());
        List<LineStyle> all = List.copyOf(styles.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                LineStyle a = all.get(i);
                LineStyle b = all.get(j);
                assertTrue(
                        ColourVision.distance(a.colour(), b.colour()) >= LEAST_COLOUR_DISTANCE,
                        a + " and " + b);
                assertNotEquals(a.mark(), b.mark());
                assertTrue(
                        dashRatio(a.line().getDashArray(), b.line().getDashArray())
                                >= LEAST_DASH_RATIO,
                        a + " and " + b);
            }
        }
    }

    @Test
    void aFigureHasNoMoreLinesThanThereAreStyles() throws IOException {
        SyntheticCampaign many = SyntheticCampaign.empty(0);
        for (int server = 0; server < Strongest.MOST_LINES + 3; server++) {
            for (int clients : List.of(1, 16, 64)) {
                Map<String, String> row = many.add(1, "other", "", clients, 1);
                row.put("server", "server" + server);
                row.put("variant", "server" + server);
            }
        }
        many.set("planned_runs", String.valueOf(many.rows().size()));
        Campaign campaign = Campaign.read(many.write(folder));

        Figure figure = Figures.throughput(campaign, List.of());

        assertEquals(
                Strongest.MOST_LINES,
                figure.charts().getFirst().getSeriesCollection().stream()
                        .filter(series -> series.isShowInLegend())
                        .count());
        assertTrue(
                figure.footer().toString().contains("Shown are the best 8 of 11 configurations."),
                figure.footer().toString());
    }

    @Test
    void marksHaveEqualAreas() {
        Area circle = new Area(Mark.shape(Mark.Form.CIRCLE, 0, 0, 100));
        for (Mark.Form form : Mark.Form.values()) {
            double area = area(new Area(Mark.shape(form, 0, 0, 100)));
            assertEquals(1, area / area(circle), 0.03, form.name());
        }
    }

    /** By counting, on a grid. */
    private static double area(Area shape) {
        int inside = 0;
        for (int x = -200; x < 200; x++) {
            for (int y = -200; y < 200; y++) {
                inside += shape.contains(x + 0.5, y + 0.5) ? 1 : 0;
            }
        }
        return inside;
    }

    /**
     * How many times a part of one is longer than that of the other; infinite for unlike rhythms.
     */
    private static double dashRatio(float[] a, float[] b) {
        if (a == null || b == null || a.length != b.length) {
            return Arrays.equals(a, b) ? 1 : Double.POSITIVE_INFINITY;
        }
        double most = 1;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.max(a[i] / b[i], b[i] / a[i]));
        }
        return most;
    }

    private static List<Subject> configurations(String server, int count) {
        List<Subject> subjects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String options = i == 0 ? "" : "--loops=" + i;
            subjects.add(new Subject(server, server, options, options));
        }
        return subjects;
    }
}
