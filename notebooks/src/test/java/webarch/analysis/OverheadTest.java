package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What is said of CPU time follows from the profiles that add up, block by block. */
final class OverheadTest {
    private static final double EXACT = 1e-5;
    private static final double MEAN_DRIFT = 1 + SyntheticProfiles.DRIFT;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    private Profiles profiles(long unsoundBlock) throws IOException {
        SyntheticProfiles.write(folder, unsoundBlock);
        return Profiles.atPeak(Campaign.read(folder));
    }

    @Test
    void aCostIsTheMeanOverTheBlocks() throws IOException {
        Profiles profiles = profiles(0);
        assertEquals(List.of("userver", "knot"), profiles.variants());
        assertEquals(5 * MEAN_DRIFT, profiles.cost("knot", "dispatch").mean(), EXACT);
        assertEquals(3, profiles.cost("knot", "dispatch").n());
        assertTrue(profiles.cost("knot", "dispatch").hasInterval());
        assertEquals(2 * MEAN_DRIFT, profiles.receiverCost("knot", "sending").mean(), EXACT);
        assertEquals(6, profiles.costs().rowCount());
    }

    @Test
    void anUnsoundProfileIsListedAndNotCounted() throws IOException {
        Profiles profiles = profiles(3);
        assertEquals(2, profiles.cost("userver", "dispatch").n());
        assertEquals(3 * 1.05, profiles.cost("userver", "dispatch").mean(), EXACT);
        Table checks = profiles.checks();
        assertEquals(6, checks.rowCount());
        assertEquals(5, checks.booleanColumn("sound").countTrue());
    }

    @Test
    void aDifferenceComparesProfilesOfTheSameBlock() throws IOException {
        Difference difference = new Difference(profiles(0), "knot", "userver");
        assertEquals(2 * MEAN_DRIFT, difference.of("dispatch").mean(), EXACT);
        assertEquals(0, difference.of("sending").mean(), EXACT);
        // Blocks differ by a tenth and the servers within a block by nothing, so there is no doubt.
        assertEquals(0, difference.of("sending").high(), EXACT);
        assertEquals(2 * MEAN_DRIFT, difference.total().mean(), EXACT);
        Table table = difference.table();
        assertEquals("sum", table.stringColumn("category").get(3));
        assertEquals(12 * MEAN_DRIFT, table.doubleColumn("knot_us").get(3), EXACT);
    }

    @Test
    void aDifferenceNeedsProfilesOfBoth() throws IOException {
        Profiles profiles = profiles(0);
        UsageException refusal =
                assertThrows(UsageException.class, () -> new Difference(profiles, "knot", "nginx"));
        assertTrue(
                refusal.getMessage().contains("no sound profile of nginx"), refusal.getMessage());
    }

    @Test
    void theFactorsOfTheGapMultiplyToIt() throws IOException {
        Gap gap = new Gap(profiles(0), "userver", "knot");
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
        Gap gap = new Gap(profiles(0), "knot", "userver");
        // Knot costs 12 a request and as much more in each block; see SyntheticProfiles.
        double residual = 12 * SyntheticProfiles.OFF * (1 - 1.2) / 3;
        double difference = 2 * MEAN_DRIFT - residual;
        assertEquals(difference, gap.unprofiled().mean(), EXACT);
        assertEquals(residual, gap.residual().mean(), EXACT);
        assertEquals(1 + residual / difference, gap.explained().mean(), EXACT);
        assertEquals((gap.explained().high() - 1) * difference, gap.residual().high(), EXACT);
        assertEquals(Gap.Closes.YES, gap.closes());
        // The other way round the difference is negative, and the ends of the interval the same.
        Gap reverse = new Gap(gap.profiles(), "userver", "knot");
        assertEquals(gap.explained().low(), reverse.explained().low(), EXACT);
        assertEquals(gap.explained().high(), reverse.explained().high(), EXACT);
    }

    @Test
    void aTenthThatIsNotExplainedDoesNotClose() throws IOException {
        profiles(0);
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
        assertEquals(documented(Attribution.FILE), exact.columnNames());
        assertEquals(2, Attribution.readable(campaign).rowCount());
    }

    private static List<String> documented(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../data/SCHEMA.md"));
        return lines.stream()
                .skip(lines.indexOf("## `figures/" + file + "`") + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split(",", -1)))
                .map(name -> name.replace("`", "").strip())
                .toList();
    }

    @Test
    void aLevelThatIsNotThereIsSaidToBeMissing() throws IOException {
        SyntheticProfiles.write(folder, 0);
        Campaign campaign = Campaign.read(folder);
        assertThrows(UsageException.class, () -> Profiles.atFixedRate(campaign));
    }

    @Test
    void theFiguresAreTheSameBytesEachTime() throws IOException {
        profiles(0);
        List<Figure> once = Figures.all(Campaign.read(folder));
        List<Figure> again = Figures.all(Campaign.read(folder));
        assertEquals(
                List.of("breakdown-clients-64", "difference-knot-userver-clients-64"),
                once.stream().map(Figure::name).toList());
        for (int i = 0; i < once.size(); i++) {
            assertEquals(once.get(i).svg(), again.get(i).svg());
        }
    }

    @Test
    void everyCategoryHasAColourOfItsOwn() throws IOException {
        Map<String, String> many =
                Map.of("a", "kernel", "b", "kernel", "c", "kernel", "d", "server", "e", "new");
        assertEquals(5, CategoryColours.of(many).values().stream().distinct().count());
    }

    @Test
    void whatMoreCpusAddIsToldByCategory() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot"), List.of(1, 2));
        Campaign campaign = Campaign.read(folder);
        List<Growth> growths = Growth.of(campaign);
        assertEquals(List.of("userver", "knot"), growths.stream().map(Growth::variant).toList());
        Growth growth = growths.getFirst();
        assertEquals(2, growth.many().level().cpus());
        assertEquals(SyntheticProfiles.GROWTH, growth.of("dispatch").mean(), EXACT);
        assertEquals(3 * SyntheticProfiles.GROWTH, growth.total().mean(), EXACT);
        assertEquals(4, Growth.readable(campaign).rowCount());
        assertEquals(documented(Growth.FILE), Growth.exact(campaign).columnNames());
        assertEquals(
                List.of("breakdown-clients-64", "breakdown-clients-64-cpus-2"),
                Figures.all(campaign).stream()
                        .map(Figure::name)
                        .filter(name -> name.startsWith("breakdown"))
                        .toList());
    }

    @Test
    void onOneCpuNothingIsSaidOfMore() throws IOException {
        SyntheticProfiles.write(folder, 0);
        Campaign campaign = Campaign.read(folder);
        assertFalse(Growth.isIn(campaign));
        assertThrows(UsageException.class, () -> Growth.readable(campaign));
    }

    @Test
    void aDifferenceForReadersLeavesOutWhatNeitherSpends() throws IOException {
        Table table = profiles(0).difference(List.of("knot", "userver")).readable();
        assertEquals(
                List.of("sending", "dispatch", "compiler", "sum"),
                table.stringColumn("category").asList());
        // 2 a request in the first block, and a tenth of it more in each further one.
        assertEquals("2.20 [1.66, 2.74]", table.stringColumn("knot - userver").get(1));
    }

    @Test
    void memoryIsShownByServerAndConnections() throws IOException {
        Files.writeString(
                folder.resolve(Memory.FILE),
                """
                schema_version,connections,server,options,rss_mb,pss_mb,heap_used_mb,heap_live_mb,page_cache_mb,bytes_per_connection
                1,100,knot,,181.5,180,60,4,50,
                1,100,nginx,,6.1,5,,,50,
                1,1000,knot,,183.5,182,60,9.25,50,8055.5
                """);
        Table table = Memory.of(Campaign.read(folder));
        assertEquals(3, table.rowCount());
        assertEquals(List.of("4.00", "-", "9.25"), table.stringColumn("live heap MB").asList());
        assertEquals(List.of("-", "-", "8056"), table.stringColumn("B a connection").asList());
    }

    @Test
    void aStageWaitsAndServes() throws IOException {
        SyntheticCollection.write(parent.resolve("all"));
        Campaign campaign = Campaign.read(parent.resolve("all/20260101T120000Z-overhead-smoke"));
        Table table = Stages.of(Counts.of(campaign).getFirst());
        assertEquals(1, table.rowCount());
        assertEquals("4.00", table.stringColumn("connections a batch").get(0));
        assertEquals("20.0", table.stringColumn("queued us").get(0));
        assertEquals("5.00", table.stringColumn("served us").get(0));
    }

    @Test
    void countersAreShownPerRequestWhereTheyWereCounted() throws IOException {
        String head = String.join(",", Schema.COUNTERS.stream().map(Schema.Field::name).toList());
        Files.writeString(
                folder.resolve(Counts.FILE),
                head
                        + "\n1,c,b01-knot,1,knot,knot,,0,64,,server,parks,1,50,0.5\n"
                        + "1,c,b02-knot,2,knot,knot,,0,64,,server,parks,1,70,0.7\n"
                        + "1,c,b01-userver,1,userver,userver,,0,64,,kernel,calls_futex,1,2,0.02\n");
        Counts counts = Counts.of(Campaign.read(folder)).getFirst();
        assertEquals(0.6, counts.perRequest("knot", "parks").mean(), EXACT);
        assertEquals(0, counts.perRequest("userver", "parks").n());
        Table table = counts.perRequest(List.of("parks", "calls_futex", "calls_none"));
        assertEquals(2, table.rowCount());
        assertEquals("-", table.stringColumn("userver").get(0));
    }
}
