package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
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
        profiles(0);
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
        Estimate residual = new Gap(profiles(0), "knot", "userver").residual();
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
        Gap gap = new Gap(profiles(0), "knot", "userver");
        assertEquals(
                gap.foretold().mean() - gap.measured().mean(), gap.residualOfRuns().mean(), EXACT);
        assertEquals(
                gap.foretold().mean() / gap.measured().mean(), gap.explainedOfRuns().mean(), EXACT);
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
        assertTrue(exact.doubleColumn("by_cpu_per_reply_low").get(0) > 0);
    }

    @Test
    void everyDifferenceIsExportedByCategoryWithAndWithoutTheReceiver() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot", "netty"));
        SyntheticProfiles.set(
                folder,
                "receiver_us_per_request",
                row -> row.get("variant").equals("knot") ? 0.5 : null);
        Table exact = Differences.exact(Campaign.read(folder));
        assertEquals(documented(Differences.FILE), exact.columnNames());
        assertEquals(3 * SyntheticProfiles.CATEGORIES.size(), exact.rowCount());
        Row dispatch = exact.row(1);
        assertEquals(
                "knot userver dispatch",
                dispatch.getString("a")
                        + " "
                        + dispatch.getString("b")
                        + " "
                        + dispatch.getString("category"));
        assertEquals(2 * MEAN_DRIFT, dispatch.getDouble("difference_us"), EXACT);
        assertEquals(2 * MEAN_DRIFT - 0.5, dispatch.getDouble("without_receiver_us"), EXACT);
        assertTrue(dispatch.getDouble("without_receiver_us_low") > 0);
    }

    @Test
    void whatWasSampledLateIsShownInEveryTable() throws IOException {
        Profiles profiles = profiles(0);
        double skid = 6 * SyntheticProfiles.SKID * MEAN_DRIFT;
        Table breakdown = profiles.breakdown();
        assertEquals(
                List.of(
                        "sending",
                        "dispatch",
                        "compiler",
                        Profiles.SUM,
                        Profiles.SKID,
                        Profiles.WITHOUT_RECEIVER,
                        Profiles.FORETOLD),
                breakdown.stringColumn("category").asList());
        assertEquals(Numbers.rounded(skid), breakdown.stringColumn("knot").get(4));
        // 6 of 12.
        assertEquals(0.5 * SyntheticProfiles.SKID, skidOfKnot(profiles), EXACT);
        assertTrue(
                profiles.mechanism().stringColumn("knot").get(1).startsWith("1.65 ["),
                profiles.mechanism().toString());
        assertEquals(
                skid,
                profiles.costs()
                        .where(profiles.costs().stringColumn("variant").isEqualTo("knot"))
                        .doubleColumn("skid_us_per_request")
                        .get(0),
                EXACT);
    }

    private static double skidOfKnot(Profiles profiles) {
        Table checks = profiles.checks();
        return checks.where(checks.stringColumn("run_id").isEqualTo("b01-knot-cpus1-profile"))
                .doubleColumn("skid_share")
                .get(0);
    }

    @Test
    void targetsAreJudgedProfileByProfile() throws IOException {
        profiles(3);
        Map<String, Double> some = Map.of("userver", 0.4, "knot", 0.4);
        SyntheticProfiles.add(folder, "kernel-other", "unclear", 0.07, some);
        SyntheticProfiles.add(folder, "unclassified", "unclear", 0.04, some);
        SyntheticProfiles.set(
                folder, "coverage", row -> row.get("variant").equals("knot") ? 0.96 : null);
        assertEquals(List.of("3 of 6", "0 of 6", "0 of 6", "-", "-", "-", "-", "5 of 6"), metBy());
        // Knot's samples are less than the bill and more than its time on a CPU.
        SyntheticProfiles.set(
                folder, "coverage_on_cpu", row -> row.get("variant").equals("knot") ? 1.01 : null);
        assertEquals("6 of 6", metBy().getFirst());
        Campaign campaign = Campaign.read(folder);
        assertEquals(documented(Targets.FILE), Targets.exact(campaign).columnNames());
        assertEquals("11.0%", Targets.readable(campaign).stringColumn("farthest").get(2));
        assertEquals("userver, block 3", Targets.readable(campaign).stringColumn("that of").get(7));
    }

    private List<String> metBy() {
        return Targets.readable(Campaign.read(folder)).stringColumn("met by").asList();
    }

    @Test
    void whatWasBilledAndNotSampledIsACategoryOfItsOwnAndTheLast() throws IOException {
        profiles(0);
        Map<String, Double> costs = Map.of("userver", 0.5, "knot", 1.5);
        SyntheticProfiles.add(folder, "unclassified", "unclear", 0.01, costs);
        // In the file it comes before the one added first.
        SyntheticProfiles.add(folder, Profiles.NOT_SAMPLED, "unsampled", Double.NaN, costs);
        Profiles profiles = Profiles.atPeak(Campaign.read(folder));
        List<String> categories = List.copyOf(profiles.categories().keySet());
        assertEquals(Profiles.NOT_SAMPLED, categories.getLast());
        assertEquals(
                Profiles.NOT_SAMPLED,
                List.copyOf(CategoryColours.of(profiles.categories()).keySet()).getLast());
        assertEquals(
                CategoryColours.of(Map.of("unclassified", "unclear")).get("unclassified"),
                CategoryColours.of(profiles.categories()).get("unclassified"));
        assertEquals(
                1,
                profiles.difference(List.of("knot", "userver")).of(Profiles.NOT_SAMPLED).mean(),
                EXACT);
        assertEquals(12 * MEAN_DRIFT + 3, profiles.cost("knot").mean(), EXACT);
        assertTrue(profiles.breakdown().stringColumn("category").contains(Profiles.NOT_SAMPLED));
        assertEquals(
                "1.0%", Targets.readable(Campaign.read(folder)).stringColumn("farthest").get(1));
    }

    @Test
    void librariesAreComparedToTheFirstByCategory() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot-loop", "knot-jdk"));
        Profiles profiles = Profiles.atPeak(Campaign.read(folder));
        Table table =
                Difference.beyondFirst(profiles, List.of("knot-loop", "knot-jdk", "knot-nio"));
        assertEquals(List.of("category", "knot-jdk - knot-loop"), table.columnNames());
        assertEquals("2.20 [1.66, 2.74]", table.stringColumn(1).get(1));
        assertThrows(
                UsageException.class,
                () -> Difference.beyondFirst(profiles, List.of("knot-loop", "knot-nio")));
    }

    @Test
    void aThreadsTimeIsTheMeanOverTheProfilesThatAreSound() throws IOException {
        profiles(3);
        SyntheticProfiles.add(folder, "epoll", "kernel", 0.1, Map.of("userver", 1.0, "knot", 1.0));
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", Schema.THREADS.stream().map(Schema.Field::name).toList()));
        for (int block = 1; block <= 3; block++) {
            lines.add(SyntheticProfiles.thread(block, "userver", "loop", "epoll", block));
            lines.add(SyntheticProfiles.thread(block, "knot", "worker", "dispatch", 9));
            lines.add(SyntheticProfiles.thread(block, "knot", "poller", "dispatch", 2));
        }
        lines.add(SyntheticProfiles.thread(1, "knot", "poller", "epoll", 3));
        lines.add(SyntheticProfiles.thread(1, "knot", "compiler", "epoll", 0.1));
        Files.writeString(folder.resolve(ThreadCosts.FILE), String.join("\n", lines) + "\n");
        ThreadCosts costs = ThreadCosts.at(Profiles.atPeak(Campaign.read(folder)));
        assertEquals(List.of("worker", "poller", "compiler"), costs.threads("knot"));
        // One profile of three has it.
        assertEquals(1, costs.cost("knot", "poller"::equals, "epoll"::equals).mean(), EXACT);
        // The third is not sound.
        assertEquals(1.5, costs.cost("userver", "loop"::equals, _ -> true).mean(), EXACT);
        Table table = costs.readable(List.of("userver", "knot"));
        assertEquals(
                List.of(
                        "category",
                        "userver: loop",
                        "knot: worker",
                        "knot: poller",
                        "knot: all others"),
                table.columnNames());
        assertEquals(
                List.of("epoll", "all others", "sum"), table.stringColumn("category").asList());
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
    void whatHappensMoreOftenOnMoreCpusIsToldWithoutAnIntervalIfCountedOnce() throws IOException {
        Files.writeString(folder.resolve(Counts.FILE), SyntheticCollection.COUNTERS_OF_TWO);
        Campaign campaign = Campaign.read(folder);
        CountGrowth growth = CountGrowth.of(campaign).getFirst();
        assertEquals(0.3, growth.of("calls_futex").mean(), EXACT);
        assertFalse(growth.of("calls_futex").hasInterval());
        assertEquals(0, growth.of("cache_misses").n());
        Table table = CountGrowth.readable(campaign);
        assertEquals(
                List.of("calls_futex", "cpu_migrations"), table.stringColumn("counter").asList());
        assertEquals("0.4000 to 0.7000", table.stringColumn(1).get(0));
        assertEquals(documented(CountGrowth.FILE), CountGrowth.exact(campaign).columnNames());
        assertEquals(2, CountGrowth.exact(campaign).rowCount());
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
                List.of(
                        "sending",
                        "dispatch",
                        "compiler",
                        Profiles.SUM,
                        Profiles.SKID,
                        Profiles.FORETOLD),
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
        Counts counts =
                counts(
                        "b01-knot,1,knot,knot,,0,64,,server,parks,1,50,0.5,true",
                        "b02-knot,2,knot,knot,,0,64,,server,parks,1,70,0.7,true",
                        "b03-knot,3,knot,knot,,0,64,,server,parks,1,700,7,false",
                        "b01-userver,1,userver,userver,,0,64,,kernel,calls_futex,1,2,0.02,true");
        // That of a run that is invalid is left out.
        assertEquals(0.6, counts.perRequest("knot", "parks").mean(), EXACT);
        assertEquals(0, counts.perRequest("userver", "parks").n());
        Table table = counts.perRequest(List.of("parks", "calls_futex", "calls_none"));
        assertEquals(2, table.rowCount());
        assertEquals("-", table.stringColumn("userver").get(0));
    }

    @Test
    void mountsThatNobodyCountsAreNotNone() throws IOException {
        Counts counts =
                counts(
                        "l,1,knot,knot-loop,--scheduler=loop,0,64,,server,parks,1,50,0.5,true",
                        "l,1,knot,knot-loop,--scheduler=loop,0,64,,server,mounts,1,60,0.6,true",
                        "j,1,knot,knot-jdk,--scheduler=jdk,0,64,,server,parks,1,50,0.5,true",
                        "j,1,knot,knot-jdk,--scheduler=jdk,0,64,,server,mounts,1,0,0,true",
                        "u,1,userver,userver,,0,64,,server,parks,1,0,0,true",
                        "u,1,userver,userver,,0,64,,server,mounts,1,0,0,true");
        Table table = counts.perRequest(List.of("parks", "mounts"));
        assertEquals("parks", table.stringColumn("counter").get(0));
        assertEquals("0.6000", table.stringColumn("knot-loop").get(1));
        assertEquals("-", table.stringColumn("knot-jdk").get(1));
        // Whoever has no threads of this kind mounts none.
        assertEquals("0.00", table.stringColumn("userver").get(1));
    }

    @Test
    void whatNioCountsInPartIsCalledSo() throws IOException {
        Counts counts =
                counts(
                        "n,1,knot,knot-nio,--scheduler=jdk --io=nio,0,64,,server,parks,1,5,0.5,true");
        assertEquals(
                "parks (with nio: to read, not to write)",
                counts.mechanism().stringColumn("counter").get(0));
    }

    private Counts counts(String... rows) throws IOException {
        String head = String.join(",", Schema.COUNTERS.stream().map(Schema.Field::name).toList());
        Files.writeString(
                folder.resolve(Counts.FILE),
                head
                        + "\n"
                        + Stream.of(rows)
                                .map(row -> "1,c," + row + "\n")
                                .collect(Collectors.joining()));
        return Counts.of(Campaign.read(folder)).getFirst();
    }
}
