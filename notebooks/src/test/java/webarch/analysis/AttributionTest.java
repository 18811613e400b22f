package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/**
 * What profiles say of the difference between two servers, held against what it is without a
 * sampler.
 */
final class AttributionTest {
    private static final double EXACT = 1e-5;
    private static final double MEAN_DRIFT = 1 + SyntheticProfiles.DRIFT;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    @Test
    void theFactorsOfTheGapMultiplyToIt() throws IOException {
        Gap gap = new Gap(SyntheticProfiles.atPeak(folder, 0), "userver", "knot");
        double product = 1;
        for (Gap.Factor factor : Gap.Factor.values()) {
            product *= gap.ratio(factor).mean();
        }
        // Exact but for the digits of the CSV.
        assertEquals(gap.ratio().mean(), product, 1e-3);
        assertEquals(-2 * MEAN_DRIFT, gap.foretold().mean(), EXACT);
    }

    @Test
    void whatAProfileExplainsIsHeldAgainstTheSameProcessWithoutASampler() throws IOException {
        Gap gap = new Gap(SyntheticProfiles.atPeak(folder, 0), "knot", "userver");
        // Knot costs 12 a request and as much more in each block; see SyntheticProfiles.
        double residual = 12 * SyntheticProfiles.OFF * (1 - 1.2) / 3;
        double difference = 2 * MEAN_DRIFT - residual;
        assertEquals(difference, gap.unprofiled().mean(), EXACT);
        assertEquals(residual, gap.residual().mean(), EXACT);
        assertEquals(1 + residual / difference, gap.explained().mean(), EXACT);
        // In the block in which most is left the difference is least: more of it than of the mean.
        assertTrue(gap.explained().high() > 1 + gap.residual().high() / difference);
        assertEquals(Gap.Closes.YES, gap.closes());
        // The other way round the difference is negative, and the ends of the interval the same.
        Gap reverse = new Gap(gap.profiles(), "userver", "knot");
        assertEquals(gap.explained().low(), reverse.explained().low(), EXACT);
        assertEquals(gap.explained().high(), reverse.explained().high(), EXACT);
    }

    @Test
    void ofADifferenceThatMayBeNoneNothingIsDecided() throws IOException {
        SyntheticProfiles.atPeak(folder, 0);
        List<Double> differences = List.of(0.1, 0.4, 1.0);
        SyntheticProfiles.set(
                folder,
                "cpu_us_per_request",
                row ->
                        row.get("variant").equals("knot") && row.get("category").equals("dispatch")
                                ? SyntheticProfiles.cost(block(row), "userver", 1)
                                        + differences.get(block(row) - 1)
                                : null);
        // What is left is the same in each block, and next to nothing.
        SyntheticProfiles.set(
                folder,
                "unprofiled_us_per_request",
                row ->
                        row.get("variant").equals("knot")
                                ? SyntheticProfiles.unprofiled(block(row), "userver")
                                        + differences.get(block(row) - 1)
                                        + 0.01
                                : null);
        Gap gap = new Gap(Profiles.atPeak(Campaign.read(folder)), "knot", "userver");
        assertEquals(0.5 / 0.51, gap.explained().mean(), EXACT);
        assertTrue(gap.mayBeNone(), gap.unprofiled().toString());
        assertEquals(Gap.Closes.UNDECIDED, gap.closes());
    }

    private static int block(Map<String, String> row) {
        return Integer.parseInt(row.get("block"));
    }

    @Test
    void whatSamplingCostsForetellsNothing() throws IOException {
        Estimate residual =
                new Gap(SyntheticProfiles.atPeak(folder, 0), "knot", "userver").residual();
        SyntheticProfiles.add(
                folder, Profiles.SAMPLING, "jvm", 0.1, Map.of("userver", 0.0, "knot", 3.0));
        SyntheticProfiles.add(
                folder,
                Profiles.NOT_SAMPLED,
                "unsampled",
                Double.NaN,
                Map.of("userver", -0.5, "knot", 1.0));
        Profiles profiles = Profiles.atPeak(Campaign.read(folder));
        Gap gap = new Gap(profiles, "knot", "userver");
        assertEquals(2 * MEAN_DRIFT, gap.foretold().mean(), EXACT);
        assertEquals(residual.mean(), gap.residual().mean(), EXACT);
        // It is there all the same, and in the sum of what was profiled.
        Difference difference = new Difference(profiles, "knot", "userver");
        assertEquals(3, difference.of(Profiles.SAMPLING).mean(), EXACT);
        assertEquals(2 * MEAN_DRIFT + 4.5, difference.total().mean(), EXACT);
        Table readable = difference.readable();
        int row = readable.stringColumn("category").indexOf(Profiles.FORETOLD);
        assertEquals("2.20 [1.66, 2.74]", readable.stringColumn("knot - userver").get(row));
    }

    @Test
    void ordinaryRunsAreOfOtherProcesses() throws IOException {
        Gap gap = new Gap(SyntheticProfiles.atPeak(folder, 0), "knot", "userver");
        assertEquals(
                gap.foretold().mean() - gap.measured().mean(), gap.residualOfRuns().mean(), EXACT);
        assertEquals(
                gap.foretold().mean() / gap.measured().mean(), gap.explainedOfRuns().mean(), EXACT);
    }

    @Test
    void aTenthThatIsNotExplainedDoesNotClose() throws IOException {
        SyntheticProfiles.atPeak(folder, 0);
        Path file = folder.resolve(Profiles.FILE);
        // As if Knot's dispatch had never been sampled, so that nothing foretells the difference.
        Files.writeString(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !(line.contains("knot") && line.contains("dispatch")))
                        .collect(Collectors.joining("\n", "", "\n")));
        Gap gap = new Gap(Profiles.atPeak(Campaign.read(folder)), "knot", "userver");
        assertTrue(gap.explained().mean() < 0, gap.explained().toString());
        assertEquals(Gap.Closes.NO, gap.closes());
    }

    @Test
    void everyPairIsInTheTableOfWhatIsExplained() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot", "netty"));
        Campaign campaign = Campaign.read(folder);
        Table exact = Attribution.exact(campaign);
        assertEquals(
                List.of("knot userver", "netty userver", "netty knot"),
                IntStream.range(0, exact.rowCount())
                        .mapToObj(exact::row)
                        .map(row -> row.getString("a") + " " + row.getString("b"))
                        .toList());
        assertEquals(SchemaTest.documented("figures/" + Attribution.FILE), exact.columnNames());
        assertEquals(2, Attribution.readable(campaign).rowCount());
        assertTrue(exact.doubleColumn("by_cpu_per_reply_low").get(0) > 0);
    }
}
