package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/**
 * Recomputes what the figures show from {@code runs.csv} with nothing but string splitting and a
 * mean, and compares it with the series that the charts hold.
 */
final class FiguresTest {
    private static final List<String> EVERYONE = List.of();

    @TempDir Path parent;
    private Path folder;
    private Campaign campaign;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
        campaign = Campaign.read(folder);
    }

    @Test
    void noAxisTitleIsLongerThanItsPanel() {
        for (Metric metric :
                List.of(
                        Metric.REPLIES,
                        Metric.THROUGHPUT,
                        Metric.CPU,
                        Metric.SERVER_UTILISATION,
                        Metric.LOAD_UTILISATION,
                        Metric.RESPONSE,
                        Metric.RESPONSE_TAIL)) {
            double length =
                    Paragraph.line(metric.label(), PlotStyle.AXIS).getLogicalBounds().getWidth();
            assertTrue(length <= LineFigure.LEAST_HEIGHT, metric.label() + ": " + length);
        }
    }

    @Test
    void everyPointOfTheThroughputFigureIsTheMeanOfItsValidRuns() throws IOException {
        List<XYChart> panels = Figures.throughput(campaign, EVERYONE).charts();

        assertPlots(panels.get(0), "replies_per_s");
        assertPlots(panels.get(1), "throughput_mbps");
    }

    @Test
    void everyPointOfTheCpuFigureIsTheMeanOfItsValidRuns() throws IOException {
        assertPlots(
                Figures.cpuPerRequest(campaign, EVERYONE).charts().getFirst(),
                "cpu_us_per_request");
    }

    @Test
    void anyColumnOfNumbersCanBePlotted() throws IOException {
        assertPlots(
                Figures.metric(campaign, EVERYONE, Metric.of("latency_p99_us")).charts().getFirst(),
                "latency_p99_us");
        assertThrows(UsageException.class, () -> Metric.of("machine"));
        assertThrows(UsageException.class, () -> Metric.of("no_such_column"));
    }

    @Test
    void theIntervalsAreTheBootstrapsAndStandWhereThereAreThreeRuns() throws IOException {
        XYChart chart = Figures.throughput(campaign, EVERYONE).charts().getFirst();

        Map<Integer, List<Double>> values = values("userver", "replies_per_s");
        XYSeries intervals = chart.getSeries("userver intervals");
        List<Double> expected = new ArrayList<>();
        for (List<Double> runs : values.values()) {
            Estimate estimate =
                    Bootstrap.STANDARD.mean(runs.stream().mapToDouble(v -> v).toArray());
            if (runs.size() >= 3) {
                expected.addAll(List.of(estimate.low(), estimate.high()));
            }
        }

        List<Double> drawn =
                Arrays.stream(intervals.getYData()).filter(y -> !Double.isNaN(y)).boxed().toList();
        assertEquals(expected.size() * 3, drawn.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), drawn.get(3 * i), 1e-9);
        }
        // Two of userver's runs are invalid, at different loads.
        assertEquals(SyntheticCampaign.CLIENTS.size() - 2, expected.size() / 2);
    }

    @Test
    void theAxisHoldsZeroAndEveryEndOfAnInterval() throws IOException {
        Metric residual = Metric.of("little_residual");
        for (List<Double> values :
                List.of(
                        List.of(-0.004, -0.002, -0.001),
                        List.of(-0.004, 0.0, 0.003),
                        List.of(0.001, 0.002, 0.003),
                        List.of(0.0, 0.0, 0.0))) {
            SyntheticCampaign changed = SyntheticCampaign.complete();
            for (Map<String, String> row : changed.rows()) {
                int block = Integer.parseInt(row.get("block"));
                row.put("little_residual", values.get(block - 1).toString());
            }
            Campaign of = Campaign.read(changed.write(parent));
            Estimate all = Bootstrap.STANDARD.mean(values.stream().mapToDouble(v -> v).toArray());

            XYChart chart = Figures.metric(of, EVERYONE, residual).charts().getFirst();

            double least = chart.getStyler().getYAxisMin();
            assertTrue(least <= Math.min(0, all.low()), values + " from " + least);
            Double most = chart.getStyler().getYAxisMax();
            assertTrue(most == null || most >= Math.max(0, all.high()), values + " to " + most);
            for (XYSeries series : chart.getSeriesCollection()) {
                assertTrue(
                        Arrays.stream(series.getYData())
                                .filter(y -> !Double.isNaN(y))
                                .allMatch(y -> y >= least && (most == null || y <= most)),
                        series.getName());
            }
        }
    }

    @Test
    void ticksAreWholeNumbersAndLevelsHaveTheirOwn() {
        assertEquals("2", Axis.SESSION_RATE.tick(2));
        assertEquals("12,000", Axis.SESSION_RATE.tick(12_000));
        assertEquals("", Axis.SESSION_RATE.tick(2.2));
        assertEquals("256", Axis.CLIENTS.tick(8));
        assertEquals("", Axis.CLIENTS.tick(7.5));
        assertEquals("100", Axis.CLIENTS.tickOf(100));
    }

    @Test
    void aFamilyHasALineOfThroughputForEachConfiguration() throws IOException {
        Map<String, Map<Integer, List<Double>>> expected = new TreeMap<>();
        for (String server : SyntheticCampaign.SERVERS) {
            expected.put(server, values(server, "throughput_mbps"));
        }
        SyntheticCampaign tuned = SyntheticCampaign.complete();
        for (Map<String, String> row : tuned.rows()) {
            row.put("variant", "one of " + row.get("server"));
            row.put("server", "userver");
        }
        Campaign of = Campaign.read(tuned.write(parent));

        Figure family = Figures.family(of, "userver");

        XYChart chart = family.charts().getFirst();
        assertEquals("Throughput (Mbit/s)", chart.getYAxisTitle());
        assertEquals(
                SyntheticCampaign.SERVERS.size(),
                chart.getSeriesCollection().stream().filter(XYSeries::isShowInLegend).count());
        for (String server : SyntheticCampaign.SERVERS) {
            double[] plotted = chart.getSeries("one of " + server).getYData();
            List<Double> means =
                    expected.get(server).values().stream()
                            .map(v -> v.stream().mapToDouble(d -> d).average().orElseThrow())
                            .toList();
            assertEquals(means.size(), plotted.length);
            for (int i = 0; i < plotted.length; i++) {
                assertEquals(means.get(i), plotted[i], 1e-9 * plotted[i]);
            }
        }
        assertTrue(Figures.all(of).stream().anyMatch(each -> each.name().equals(family.name())));
    }

    @Test
    void withTooFewLoadsThereIsNoFamilyAndOneLineSaysWhy() throws IOException {
        SyntheticCampaign tuned = SyntheticCampaign.empty(0);
        for (String option : List.of("--loops=2", "--loops=4")) {
            tuned.add(1, "userver", option, 64, 1);
            tuned.add(1, "userver", option, 512, 1);
        }
        Campaign of = Campaign.read(tuned.write(parent));

        UsageException refusal =
                assertThrows(UsageException.class, () -> Figures.family(of, "userver"));

        assertEquals(
                "runs.csv: a family of lines needs 3 loads, and there are 2",
                refusal.within(of.folder()));
        assertFalse(Figures.all(of).stream().anyMatch(each -> each.name().startsWith("family")));
    }

    @Test
    void pointsWithARunThatWasNotSaturatedAreHollow() throws IOException {
        XYChart chart = Figures.throughput(campaign, EVERYONE).charts().getFirst();

        Map<Integer, Boolean> saturated = new TreeMap<>();
        for (Map<String, String> row : CsvRows.valid(folder)) {
            if (row.get("server").equals("knot")) {
                saturated.merge(
                        Integer.parseInt(row.get("connections")),
                        row.get("saturation").equals("saturated"),
                        Boolean::logicalAnd);
            }
        }
        double[] hollow =
                saturated.entrySet().stream()
                        .filter(level -> !level.getValue())
                        .mapToDouble(level -> Math.log(level.getKey()) / Math.log(2))
                        .toArray();

        assertTrue(hollow.length > 0 && hollow.length < saturated.size());
        assertEquals(
                Arrays.toString(hollow),
                Arrays.toString(chart.getSeries("knot not saturated").getXData()));
    }

    @Test
    void onlyTheServersAskedForAreDrawn() {
        XYChart chart = Figures.throughput(campaign, List.of("knot")).charts().getFirst();

        assertFalse(
                chart.getSeriesCollection().stream()
                        .anyMatch(series -> !series.getName().startsWith("knot")));
        assertThrows(UsageException.class, () -> Figures.throughput(campaign, List.of("unknown")));
    }

    @Test
    void aServerWithTwoSetsOfOptionsHasTwoLines() throws IOException {
        SyntheticCampaign tuned = SyntheticCampaign.complete();
        tuned.rows().stream()
                .filter(row -> row.get("server").equals("netty"))
                .forEach(
                        row -> {
                            row.put("server", "knot");
                            row.put("variant", "knot");
                            row.put("options", "--carriers 2");
                        });
        Campaign both = Campaign.read(tuned.write(parent));

        XYChart chart = Figures.throughput(both, EVERYONE).charts().getFirst();

        XYSeries plain = chart.getSeries("knot");
        XYSeries carriers = chart.getSeries("knot --carriers 2");
        assertEquals("Knot --carriers 2", carriers.getLabel());
        assertFalse(plain.getLineColor().equals(carriers.getLineColor()));
    }

    @Test
    void theFooterNamesTheOriginAndMarksWhatIsPreliminary() throws IOException {
        String footer = String.join("\n", Figures.throughput(campaign, EVERYONE).footer());

        for (String part :
                List.of(
                        "PRELIMINARY",
                        SyntheticCampaign.NAME,
                        "synthetic CPU",
                        "pinned",
                        "SCALE smoke",
                        "specweb99")) {
            assertTrue(footer.contains(part), footer);
        }
        Path full = SyntheticCampaign.complete().set("scale", "full").write(parent);
        assertFalse(
                Figures.throughput(Campaign.read(full), EVERYONE)
                        .footer()
                        .toString()
                        .contains("PRELIMINARY"));
    }

    private void assertPlots(XYChart chart, String column) throws IOException {
        for (String server : SyntheticCampaign.SERVERS) {
            Map<Integer, List<Double>> values = values(server, column);
            XYSeries series = chart.getSeries(server);
            assertEquals(values.size(), series.getXData().length);
            int i = 0;
            for (Map.Entry<Integer, List<Double>> level : values.entrySet()) {
                double mean = level.getValue().stream().mapToDouble(v -> v).average().orElseThrow();
                assertEquals(level.getKey(), Math.pow(2, series.getXData()[i]), 1e-9);
                assertEquals(mean, series.getYData()[i], 1e-9 * mean);
                i++;
            }
        }
    }

    private Map<Integer, List<Double>> values(String server, String column) throws IOException {
        Map<Integer, List<Double>> values = new TreeMap<>();
        for (Map<String, String> row : CsvRows.valid(folder)) {
            if (row.get("server").equals(server)) {
                values.computeIfAbsent(
                                Integer.parseInt(row.get("connections")), _ -> new ArrayList<>())
                        .add(Double.parseDouble(row.get(column)));
            }
        }
        return values;
    }
}
