package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

/** Closed and open loop are compared at one throughput, never at one number of clients. */
final class MatchedLoadsTest {
    @TempDir Path folder;
    private final SyntheticCampaign runs = SyntheticCampaign.empty(0);

    @Test
    void theClosedLoopIsReadOffBetweenTheTwoThroughputsThatEncloseTheOpenOne() throws IOException {
        for (int block = 1; block <= 3; block++) {
            closed(block, 1, 10_000, 100);
            closed(block, 4, 30_000, 400);
            open(block, 2000, 20_000, 600);
        }

        MatchedLoads.Match match = match().orElseThrow();

        // Half way from 100 to 400 us in the logarithm is 200 us.
        assertEquals(20_000, match.repliesPerSecond(), 1e-6);
        assertEquals(200, match.closed(), 1e-6);
        assertEquals(600, match.open(), 1e-6);
        assertEquals(3, match.ratio().mean(), 1e-9);
        assertEquals(3, match.ratio().n());
    }

    @Test
    void theHighestRateThatIsEnclosedInEveryBlockDecides() throws IOException {
        for (int block = 1; block <= 3; block++) {
            closed(block, 1, 10_000, 100);
            closed(block, 4, 30_000, 100);
            open(block, 1500, 15_000, 200);
            open(block, 2500, 25_000, 400);
            // In one block more than the closed loop ever gave.
            open(block, 2900, block == 2 ? 31_000 : 29_000, 800);
        }

        assertEquals(4, match().orElseThrow().ratio().mean(), 1e-9);
    }

    @Test
    void nothingIsComparedWhereTheThroughputsDoNotMeet() throws IOException {
        closed(1, 16, 30_000, 500);
        closed(1, 64, 31_000, 2000);
        open(1, 2000, 20_000, 600);

        assertEquals(Optional.empty(), match());
    }

    @Test
    void aLoopThatWasClosedByTheMostClientsIsNotOpen() throws IOException {
        closed(1, 1, 10_000, 100);
        closed(1, 4, 30_000, 400);
        open(1, 2000, 20_000, 600).put("sessions_not_begun", "1");
        Campaign campaign = campaign();

        assertEquals(List.of(), MatchedLoads.of(campaign, Metric.LATENCY));
        assertThrows(
                UsageException.class,
                () -> Figures.openAndClosed(campaign, List.of(), Metric.LATENCY));
    }

    @Test
    void theFigureHasBothLoopsOverTheirRepliesPerSecond() throws IOException {
        for (int block = 1; block <= 3; block++) {
            closed(block, 1, 10_000, 100);
            closed(block, 4, 30_000, 400);
            open(block, 2000, 20_000, 600);
        }

        Figure figure = Figures.openAndClosed(campaign(), List.of("userver"), Metric.LATENCY);

        XYChart chart = figure.charts().getFirst();
        assertEquals(List.of(10_000.0, 30_000.0), List.of(xs(chart, "closed loop")));
        assertEquals(List.of(20_000.0), List.of(xs(chart, "sessions arrive")));
        assertTrue(figure.footer().toString().contains("1, 4 clients"), figure.footer().toString());
    }

    private static Double[] xs(XYChart chart, String series) {
        return Arrays.stream(chart.getSeries(series).getXData()).boxed().toArray(Double[]::new);
    }

    private Optional<MatchedLoads.Match> match() throws IOException {
        return MatchedLoads.of(campaign(), Metric.LATENCY).getFirst().highest();
    }

    private Campaign campaign() throws IOException {
        return Campaign.read(runs.write(folder));
    }

    private void closed(int block, int clients, double repliesPerSecond, double latency) {
        put(runs.add(block, "userver", "", clients, 1), repliesPerSecond, latency);
    }

    private Map<String, String> open(int block, int rate, double repliesPerSecond, double latency) {
        Map<String, String> row = runs.add(block, "userver", "", 1000, 1);
        put(row, repliesPerSecond, latency);
        row.put("session_rate", String.valueOf(rate));
        return row;
    }

    private static void put(Map<String, String> row, double repliesPerSecond, double latency) {
        row.put("replies_per_s", String.valueOf(repliesPerSecond));
        row.put("latency_mean_us", String.valueOf(latency));
    }
}
