package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

final class EndLabelsTest {
    private static final double HEIGHT = 400;

    @TempDir Path folder;

    @Test
    void namesThatDoNotTouchStandAtTheEndsOfTheirLines() {
        assertArrayEquals(
                new double[] {50, 120, 300}, EndLabels.spread(new double[] {50, 120, 300}, HEIGHT));
    }

    @Test
    void namesThatWouldTouchStandAboutTheMiddleOfTheirEnds() {
        assertArrayEquals(
                new double[] {84, 116, 300},
                EndLabels.spread(new double[] {98, 102, 300}, HEIGHT),
                1e-9);
        // Moved apart, the first two touch the third.
        assertArrayEquals(
                new double[] {88, 120, 152},
                EndLabels.spread(new double[] {110, 112, 138}, HEIGHT),
                1e-9);
    }

    @Test
    void namesStayInOrderApartAndInside() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
        for (int round = 0; round < 2000; round++) {
            double[] wanted = random.doubles(1 + random.nextInt(8), 0, HEIGHT).sorted().toArray();

            double[] places = EndLabels.spread(wanted, HEIGHT);

            assertTrue(places[0] >= EndLabels.ROW / 2.0 - 1e-9, Arrays.toString(wanted));
            assertTrue(places[places.length - 1] <= HEIGHT - EndLabels.ROW / 2.0 + 1e-9);
            for (int i = 1; i < places.length; i++) {
                assertTrue(
                        places[i] - places[i - 1] >= EndLabels.ROW - 1e-6,
                        Arrays.toString(wanted) + " " + Arrays.toString(places));
            }
        }
    }

    @Test
    void noTwoNamesOfAnyFigureOverlap() throws IOException {
        SyntheticCampaign.complete().write(folder);
        SyntheticCollection.write(folder);
        int named = 0;
        for (Origin campaign : CampaignCollection.read(folder).campaigns()) {
            for (Figure figure : Figures.all(campaign)) {
                for (Lines lines : lines(figure)) {
                    List<EndLabels> names = lines.names();
                    for (int i = 0; i < names.size(); i++) {
                        assertApart(names.get(i), lines.panels().get(i), figure.name());
                        named++;
                    }
                }
            }
        }
        assertTrue(named > 10, "panels with names: " + named);
    }

    private static void assertApart(EndLabels names, XYChart panel, String figure) {
        List<Rectangle2D> seen = new ArrayList<>();
        for (EndLabels.Label label : names.labels()) {
            Rectangle2D bounds = label.bounds();
            assertFalse(seen.stream().anyMatch(bounds::intersects), figure);
            assertTrue(bounds.getMinY() >= 0 && bounds.getMaxY() <= panel.getHeight(), figure);
            assertTrue(bounds.getMaxX() <= EndLabels.MOST_ROOM, figure);
            seen.add(bounds);
        }
    }

    @Test
    void whereTooManyLinesEndTogetherOrNamesAreLongThereIsALegend() throws IOException {
        SyntheticCampaign close = SyntheticCampaign.empty(0);
        for (int clients : List.of(1, 16, 64)) {
            for (String server : List.of("a", "b", "c", "d", "e", "f")) {
                named(close.add(1, "userver", "", clients, 1), server);
            }
        }
        SyntheticCampaign wordy = SyntheticCampaign.empty(0);
        for (int clients : List.of(1, 16, 64)) {
            named(wordy.add(1, "userver", "", clients, 1), "a-name-too-long-to-stand-there");
        }
        SyntheticCampaign few = SyntheticCampaign.empty(0);
        for (int clients : List.of(1, 16, 64)) {
            named(few.add(1, "userver", "", clients, 1), "a");
            named(few.add(1, "userver", "", clients, 2), "b");
        }

        assertEquals(0, namesOf(close.writeAs(folder, "20260101T120000Z-close-smoke")));
        assertEquals(0, namesOf(wordy.writeAs(folder, "20260101T120000Z-wordy-smoke")));
        assertEquals(2, namesOf(few.writeAs(folder, "20260101T120000Z-few-smoke")));
    }

    @Test
    void linesThatEndAtDifferentPlacesHaveALegend() throws IOException {
        SyntheticCampaign uneven = SyntheticCampaign.empty(0);
        for (int clients : List.of(1, 16, 64)) {
            named(uneven.add(1, "userver", "", clients, 1), "a");
            if (clients < 64) {
                named(uneven.add(1, "userver", "", clients, 2), "b");
            }
        }

        assertEquals(0, namesOf(uneven.write(folder)));
    }

    /** In how many panels of the figure of throughput the lines are named at their ends. */
    private static int namesOf(Path campaign) {
        return lines(Figures.throughput(Campaign.read(campaign), List.of()))
                .getFirst()
                .names()
                .size();
    }

    private static List<Lines> lines(Figure figure) {
        return figure.parts().stream()
                .filter(Lines.class::isInstance)
                .map(Lines.class::cast)
                .toList();
    }

    private static void named(Map<String, String> row, String server) {
        row.put("server", server);
        row.put("variant", server);
    }
}
