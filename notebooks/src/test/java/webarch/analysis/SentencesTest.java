package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentencesTest {
    private static final List<String> EVERYONE = List.of();

    @TempDir Path folder;
    private final SyntheticCampaign runs = SyntheticCampaign.empty(0);

    @Test
    void thePeakIsNamedWithItsDistanceToTheNext() throws IOException {
        add(3, "userver", 64, row -> row.put("replies_per_s", "1000"));
        add(3, "userver", 256, row -> row.put("replies_per_s", "800"));
        add(3, "knot", 64, row -> row.put("replies_per_s", "900"));

        assertEquals(
                "µserver has the highest peak, 1000 [1000, 1000] replies per second (number of"
                        + " clients: 64). The next is Knot: 10.0 to 10.0% less.",
                Sentences.peak(campaign(), EVERYONE));
        assertEquals(
                "Knot has the highest peak, 900 [900, 900] replies per second (number of clients:"
                        + " 64).",
                Sentences.peak(campaign(), List.of("knot")));
    }

    @Test
    void whatIsNotSaturatedIsNoCapacityAndTwoRunsDecideNothing() throws IOException {
        add(2, "userver", 64, row -> row.put("saturation", "unsaturated"));
        add(2, "knot", 64, row -> row.put("replies_per_s", "900"));

        String sentence = Sentences.peak(campaign(), EVERYONE);

        assertTrue(
                sentence.endsWith(
                        "The next is Knot: too few runs to say. It is no capacity: not saturated."),
                sentence);

        runs.set("saturation", "unsaturated");
        assertTrue(
                Sentences.peak(campaign(), EVERYONE)
                        .endsWith(
                                "No server was saturated at its peak: nothing here is a"
                                        + " capacity."));
    }

    @Test
    void theBestAndTheLastAreNamedUnderEachCondition() throws IOException {
        for (String workload : List.of("tiny", "large")) {
            add(3, "userver", 64, row -> cost(row, workload, "10"));
            add(3, "knot", 64, row -> cost(row, workload, "11"));
            add(3, "netty", 64, row -> cost(row, workload, "12"));
        }

        String sentence =
                "CPU per request (µs): best of 3 is µserver, 10.0 [10.0, 10.0]; last is Netty, 12.0"
                        + " [12.0, 12.0]: 20.0 to 20.0% more.";
        assertEquals(
                "workload large: " + sentence + "\nworkload tiny: " + sentence,
                Sentences.extremes(campaign(), EVERYONE, Metric.CPU));
        assertThrows(
                UsageException.class,
                () -> Sentences.extremes(campaign(), List.of("unknown"), Metric.CPU));
    }

    private static void cost(Map<String, String> row, String workload, String cpu) {
        row.put("workload", workload);
        row.put("cpu_us_per_request", cpu);
    }

    @Test
    void aMetricIsToldUnderTheHighestLoad() throws IOException {
        add(3, "userver", 64, row -> row.put("latency_mean_us", "500"));
        add(3, "userver", 256, row -> row.put("latency_mean_us", "2000"));
        add(3, "knot", 256, row -> row.put("latency_mean_us", "2500"));

        assertEquals(
                "Number of clients: 256. Mean response time (µs): µserver 2000 [2000, 2000], Knot"
                        + " 2500 [2500, 2500].",
                Sentences.atHighestLoad(campaign(), EVERYONE, Metric.LATENCY));
    }

    @Test
    void theRangeOfAMetricIsThatOfTheValidRuns() throws IOException {
        List<String> residuals = List.of("-0.003", "0.001", "0.002", "9");
        for (String residual : residuals) {
            add(
                    1,
                    "userver",
                    64,
                    row -> {
                        row.put("little_residual", residual);
                        row.put("valid", String.valueOf(!residual.equals("9")));
                    });
        }
        runs.rows().getFirst().put("saturation", "unsaturated");

        assertEquals(
                "little_residual of 3 valid runs: from -0.0030 to 0.0020, the median is 0.0010.",
                Sentences.range(campaign(), Metric.of("little_residual")));
        assertEquals(
                "3 of 4 runs are valid, and in 2 of these the server's CPUs were the limit.",
                Sentences.valid(List.of(campaign())));
    }

    @Test
    void scalingIsTheRatioOfThePeaks() throws IOException {
        add(3, "knot", 64, row -> row.put("replies_per_s", "1000"));
        add(
                3,
                "knot",
                64,
                row -> {
                    row.put("server_cpus", "0-1");
                    row.put("replies_per_s", "1900");
                });

        assertEquals(
                "Knot: on 2 CPUs 1.90 [1.90, 1.90] times the replies per second that it gives on"
                        + " 1.",
                Scaling.sentence(campaign()));
    }

    @Test
    void onOneNumberOfCpusNothingScales() throws IOException {
        add(3, "knot", 64, _ -> {});

        assertThrows(UsageException.class, () -> Scaling.sentence(campaign()));
    }

    @Test
    void warmServersAreComparedToTheFirst() throws IOException {
        Path paired = folder.resolve("20260101T120000Z-best-smoke");
        new SyntheticComparison(Map.of("userver", 10.0, "knot", 11.3), 0).write(paired);
        PairedCampaign campaign = PairedCampaign.read(paired);
        Estimate ratio = PairedRatios.of(campaign).getFirst().ratios().getFirst().ratio();

        assertEquals(
                "64 clients, CPU per request against that of µserver: Knot "
                        + PairedSummary.words(ratio)
                        + ".",
                Sentences.comparison(campaign));
    }

    @Test
    void openAndClosedLoopAreComparedAtEqualThroughput() throws IOException {
        SyntheticCollection.write(folder);
        Campaign campaign =
                CampaignCollection.read(folder).plan("open-closed").campaign().orElseThrow();
        MatchedLoads.Match match =
                MatchedLoads.of(campaign, Metric.LATENCY).getFirst().highest().orElseThrow();

        String sentence = Sentences.loops(campaign, List.of("userver"), Metric.LATENCY);

        assertEquals(
                "Mean response time (µs). µserver at %s replies per second: %s where sessions arrive, %s in a closed loop, a ratio of %s."
                        .formatted(
                                Numbers.rounded(match.repliesPerSecond()),
                                Numbers.rounded(match.open()),
                                Numbers.rounded(match.closed()),
                                Numbers.estimate(
                                        match.ratio().mean(),
                                        match.ratio().low(),
                                        match.ratio().high())),
                sentence);
    }

    @Test
    void profilesTellWhatIsDearestAndWhatDiffersMost() throws IOException {
        Path place = SyntheticCampaign.complete().write(folder);
        SyntheticProfiles.write(place, 0, List.of("userver", "watpipe"));
        Campaign campaign = Campaign.read(place);
        Profiles profiles = Profiles.of(campaign).getFirst();

        // Costs are those of the first block and a tenth, and two, more.
        String dearest = OverheadSentences.dearest(profiles, List.of("userver"));
        assertTrue(dearest.startsWith("64 clients, closed loop. userver: 11.0 ["), dearest);
        assertTrue(dearest.contains("] µs a request, 60.0% of them in sending, 6.60 ["), dearest);
        String difference = OverheadSentences.difference(profiles, List.of("watpipe", "userver"));
        assertTrue(difference.startsWith("watpipe minus userver: 3.30 ["), difference);
        assertTrue(
                difference.contains("] µs a request; they differ most in dispatch, 3.30 ["),
                difference);
        assertTrue(
                OverheadSentences.closes(campaign)
                        .startsWith(
                                "A difference closes if its residual, interval and all, is at most"
                                        + " 10% of it: "),
                OverheadSentences.closes(campaign));
    }

    /** Runs in as many blocks, saturated unless the change says otherwise. */
    private void add(int blocks, String server, int clients, Consumer<Map<String, String>> change) {
        for (int block = 1; block <= blocks; block++) {
            Map<String, String> row = runs.add(block, server, "", clients, 1);
            row.put("saturation", "saturated");
            change.accept(row);
        }
    }

    private Campaign campaign() throws IOException {
        return Campaign.read(runs.write(folder));
    }
}
