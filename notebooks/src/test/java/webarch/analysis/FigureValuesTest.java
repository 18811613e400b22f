package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYSeries;

/** What the figures at the peak and the paired one show, computed again from the rows. */
final class FigureValuesTest {
    @TempDir Path parent;
    private Path folder;
    private Campaign campaign;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
        campaign = Campaign.read(folder);
    }

    @Test
    void aRankingHasTheMeanOfEachServerWhereItAnswersMostTheBestFirst() throws IOException {
        for (Metric metric : List.of(Metric.CPU, Metric.REPLIES)) {
            Map<String, List<Map<String, String>>> peaks = rowsAtPeak();
            Comparator<String> ascending =
                    Comparator.comparingDouble(server -> mean(peaks.get(server), metric.column()));
            List<String> order =
                    peaks.keySet().stream()
                            .sorted(metric.equals(Metric.CPU) ? ascending : ascending.reversed())
                            .toList();

            List<DotPlot.Dot> rows = dots(Figures.ranking(campaign, metric), 0);

            assertEquals(
                    order.stream()
                            .map(server -> new Subject(server, server, "", "").label())
                            .toList(),
                    rows.stream().map(DotPlot.Dot::name).toList());
            for (int i = 0; i < rows.size(); i++) {
                List<Map<String, String>> runs = peaks.get(order.get(i));
                assertEquals(
                        Bootstrap.STANDARD.mean(values(runs, metric.column())),
                        rows.get(i).estimate());
                assertEquals(
                        mean(runs, metric.column()),
                        rows.get(i).estimate().mean(),
                        1e-9 * mean(runs, metric.column()));
                assertEquals(
                        !runs.stream().allMatch(run -> run.get("saturation").equals("saturated")),
                        rows.get(i).hollow());
            }
        }
    }

    @Test
    void aComparisonHasTheMeanOverTheLaunchesOfTheMedianRatioOfTheRounds() throws IOException {
        Path paired = parent.resolve("20260101T120000Z-best-smoke");
        new SyntheticComparison(Map.of("userver", 10.0, "knot", 11.3, "watpipe", 9.7), 0)
                .write(paired);
        // By launch and round, what each server spent.
        Map<String, Map<String, Map<String, Double>>> cpu = new TreeMap<>();
        for (Map<String, String> slice : CsvRows.of(paired.resolve("slices.csv"))) {
            cpu.computeIfAbsent(slice.get("launch"), _ -> new TreeMap<>())
                    .computeIfAbsent(slice.get("round"), _ -> new TreeMap<>())
                    .put(slice.get("server"), Double.valueOf(slice.get("cpu_us_per_request")));
        }

        List<DotPlot.Dot> rows = dots(Figures.comparison(PairedCampaign.read(paired)), 0);

        assertEquals(List.of("Knot", "WatPipe"), rows.stream().map(DotPlot.Dot::name).toList());
        for (DotPlot.Dot row : rows) {
            String server = row.name().equals("Knot") ? "knot" : "watpipe";
            double[] launches =
                    cpu.values().stream()
                            .mapToDouble(rounds -> medianLogarithm(rounds, server))
                            .toArray();
            double mean = Math.exp(Arrays.stream(launches).average().orElseThrow());
            assertEquals(mean, row.estimate().mean(), 1e-9);
            assertEquals(Bootstrap.STANDARD.ratio(launches).low(), row.estimate().low(), 1e-9);
            assertEquals(Bootstrap.STANDARD.ratio(launches).high(), row.estimate().high(), 1e-9);
        }
    }

    private static double medianLogarithm(Map<String, Map<String, Double>> rounds, String server) {
        double[] logarithms =
                rounds.values().stream()
                        .mapToDouble(round -> Math.log(round.get(server) / round.get("userver")))
                        .sorted()
                        .toArray();
        // An even number of rounds.
        int half = logarithms.length / 2;
        return (logarithms[half - 1] + logarithms[half]) / 2;
    }

    @Test
    void secondBySecondHasTheMeanCostOfEachSecondOfTheRunsAtThePeak() throws IOException {
        for (Map<String, String> run : CsvRows.of(folder.resolve("runs.csv"))) {
            writeSeconds(run);
        }

        Figure figure = Figures.secondBySecond(campaign, List.of());

        Map<String, List<Map<String, String>>> peaks = rowsAtPeak();
        assertEquals(4, peaks.size());
        for (Map.Entry<String, List<Map<String, String>>> peak : peaks.entrySet()) {
            Map<Integer, List<Double>> costs = new TreeMap<>();
            for (Map<String, String> run : peak.getValue()) {
                addCosts(costs, run);
            }
            XYSeries line = figure.charts().getFirst().getSeries(peak.getKey());
            assertEquals(
                    costs.keySet().stream().map(Double::valueOf).toList(),
                    Arrays.stream(line.getXData()).boxed().toList());
            int at = 0;
            for (List<Double> values : costs.values()) {
                double mean =
                        values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
                assertEquals(mean, line.getYData()[at++], 1e-9 * mean);
            }
        }
    }

    /** A run has a second without a reply, after which the others keep their places. */
    private void writeSeconds(Map<String, String> run) throws IOException {
        int number = Integer.parseInt(run.get("position"));
        StringBuilder csv =
                new StringBuilder(
                        "schema_version,second,phase,replies,errors,received_bytes,server_cpu_s,load_cpu_s,latency_mean_us\n");
        csv.append("1,1,warmup,10,0,1,0.9,0.6,1000\n");
        for (int second = 1; second <= 4; second++) {
            int replies = second == 2 && run.get("block").equals("1") ? 0 : 80_000 + 17 * number;
            csv.append(
                    "1,%d,measured,%d,0,1,0.9%d%d,0.6,1000\n"
                            .formatted(second + 1, replies, second, number % 10));
        }
        Path place = folder.resolve("runs").resolve(run.get("run_id"));
        Files.createDirectories(place);
        Files.writeString(place.resolve("seconds.csv"), csv);
    }

    private void addCosts(Map<Integer, List<Double>> costs, Map<String, String> run)
            throws IOException {
        int second = 0;
        Path file = folder.resolve("runs").resolve(run.get("run_id")).resolve("seconds.csv");
        for (Map<String, String> row : CsvRows.of(file)) {
            if (!row.get("phase").equals("measured")) {
                continue;
            }
            second++;
            if (!row.get("replies").equals("0")) {
                double seconds = Double.parseDouble(row.get("server_cpu_s"));
                costs.computeIfAbsent(second, _ -> new ArrayList<>())
                        .add(1e6 * seconds / Long.parseLong(row.get("replies")));
            }
        }
    }

    /** Of each server, the valid runs under the number of clients with the highest mean. */
    private Map<String, List<Map<String, String>>> rowsAtPeak() throws IOException {
        Map<String, Map<Integer, List<Map<String, String>>>> runs = new TreeMap<>();
        for (Map<String, String> run : CsvRows.valid(folder)) {
            runs.computeIfAbsent(run.get("server"), _ -> new TreeMap<>())
                    .computeIfAbsent(
                            Integer.valueOf(run.get("connections")), _ -> new ArrayList<>())
                    .add(run);
        }
        Map<String, List<Map<String, String>>> peaks = new TreeMap<>();
        runs.forEach(
                (server, levels) ->
                        peaks.put(
                                server,
                                levels.values().stream()
                                        .max(
                                                Comparator.comparingDouble(
                                                        level -> mean(level, "replies_per_s")))
                                        .orElseThrow()));
        assertTrue(peaks.values().stream().noneMatch(List::isEmpty));
        return peaks;
    }

    private static List<DotPlot.Dot> dots(Figure figure, int part) {
        return ((DotPlot) figure.parts().get(part)).rows();
    }

    private static double mean(List<Map<String, String>> runs, String column) {
        return Arrays.stream(values(runs, column)).average().orElseThrow();
    }

    private static double[] values(List<Map<String, String>> runs, String column) {
        return runs.stream().mapToDouble(run -> Double.parseDouble(run.get(column))).toArray();
    }
}
