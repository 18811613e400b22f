package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.csv.Csv;

/** The tables of a campaign follow from the files of its runs, and are as documented. */
class ProfileCsvTest {
    private static final Pattern NAMES = Pattern.compile("`([a-z0-9_]+)`");

    @TempDir Path folder;

    static List<String> documented(String file) throws IOException {
        List<String> schema = Files.readAllLines(Path.of("../data/SCHEMA.md"));
        return schema.stream()
                .skip(schema.indexOf("## `" + file + "`") + 1L)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAMES.matcher(line.split("\\|", -1)[1]).results())
                .map(name -> name.group(1))
                .toList();
    }

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        assertEquals(documented("profile.csv"), Csv.names(ProfileCsv.COLUMNS));
        assertEquals(documented("counters.csv"), Csv.names(CountersCsv.COLUMNS));
    }

    @Test
    void aProfileIsRelatedToItsRequestsAndToTheRunWithoutAProfiler() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                schema_version,campaign,run_id,block,server,variant,options,server_cpus,workload,connections,session_rate,observation,cpu_us_per_request,replies_per_s,server_cpu_s,server_user_s,server_sys_s,compiler_cpu_s,valid
                1,c,b1-knot,1,knot,knot,,0,tiny,8,,,10,1000,10,4,6,0.1,true
                1,c,b1-knot-profile,1,knot,knot,,0,tiny,8,,profile,12,900,10,4,6,0.2,true
                """);
        Path run = Files.createDirectories(folder.resolve("runs/b1-knot-profile"));
        new Samples(
                        Map.of(
                                Stack.parse("[c tid=1];web/A.run_[j]"), 4_000_000_000L,
                                Stack.parse(
                                                "[c tid=1];web/A.run_[j];send_[k];backlog_[k];copy_[k]"),
                                        6_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new ProfileFacts(
                        1, "fake 1", 1_000_000, 1, 0.3, 0.01, 10.5, null, 1_000_000, 250, 4.5,
                        500_000, null)
                .write(run);
        Path table =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        """
                        @receiver\t-\tk\tany\tbacklog
                        copying\tkernel\tk\tany\tcopy
                        running\tserver\tj\tany\tweb/.*
                        """);

        List<String> lines = ProfileCsv.text(folder, table).lines().toList();
        assertEquals(5, lines.size());
        assertEquals(
                "1,c,b1-knot-profile,1,knot,knot,,0,tiny,8,,,copying,kernel,6000,6,0.6,6,0,fake 1,1000,0.3,0.01,"
                        + "1000000,10,10.5,,0.952380952,,1,0.6,0.6,0.0480200721,0.02,0.05,0,0,true,500000,9,"
                        + "1.16666667,,,,1.2,0.9,true,",
                lines.get(1));
        assertEquals("running,server,4000,4,0.4,0,0", category(lines.get(2)));
        // With it the rows come to the 10.5 µs that were billed.
        assertEquals("billed-not-sampled,unsampled,0,0.5,,0,0", category(lines.get(4)));
    }

    /** The columns that differ from row to row of a profile. */
    private static String category(String line) {
        String start = "1,c,b1-knot-profile,1,knot,knot,,0,tiny,8,,,";
        assertTrue(line.startsWith(start), line);
        return line.substring(start.length(), line.indexOf(",fake"));
    }

    @ParameterizedTest
    @CsvSource({
        "tiny, total, true, 1.2",
        "tiny, total, false, ",
        "large, total, true, ",
        "tiny, heavy, true, ",
    })
    void aSlowdownIsToldByAValidRunOfTheSameCondition(
            String workload, String storage, String valid, String slowdown) throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                run_id,block,workload,storage,observation,cpu_us_per_request,server_cpu_s,server_user_s,server_sys_s,valid
                r1,1,%s,%s,,10,1,0,1,%s
                r2,1,tiny,total,profile,12,1,0,1,true
                """
                        .formatted(workload, storage, valid));
        List<CSVRecord> rows = rowsOfOneStack("r2");
        assertEquals(slowdown == null ? "" : slowdown, rows.getFirst().get("slowdown_cpu"));
        assertEquals("tiny", rows.getFirst().get("workload"));
        assertEquals("total", rows.getFirst().get("storage"));
    }

    /** With a second of CPU time in the kernel, all of it sampled. */
    private List<CSVRecord> rowsOfOneStack(String runId) throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve(runId));
        new Samples(Map.of(Stack.parse("[c tid=1];send_[k]"), 1_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new ProfileFacts(1, "fake 1", 1_000_000, 1, 0.3, 0.01, 1, null, 1000, null, 1, 1000, null)
                .write(run);
        Path table = Files.writeString(folder.resolve("t.tsv"), "a\tkernel\tk\tany\t.*\n");
        return Csv.records(ProfileCsv.text(folder, table));
    }

    @Test
    void theTimeIsThatOfCpusAndTheStacksAreThoseOfThreads() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                run_id,server_cpu_s,server_user_s,server_sys_s,valid
                r,10,4,6,true
                """);
        Path run = Files.createDirectories(folder.resolve("runs/r"));
        new Samples(
                        Map.of(
                                Stack.parse("[c tid=1];web/A.run_[j]"), 1_000_000_000L,
                                Stack.parse("[c tid=1];web/A.run_[j];send_[k]"), 3_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new Samples(
                        Map.of(
                                Stack.parse("[c tid=0]"), 4_000_000_000L,
                                Stack.parse("[c tid=0];send_[k]"), 6_000_000_000L))
                .writeCompressed(run.resolve(Profiling.CPUS));
        new ProfileFacts(
                        1,
                        "cpus",
                        1_000_000,
                        1,
                        0.3,
                        0.01,
                        10,
                        null,
                        1_000_000,
                        250,
                        4.5,
                        500_000,
                        new ProfileFacts.Detail("threads", 500_000, 0.1, 0.1, 6, 500_000))
                .write(run);
        Path table =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        "sending\tkernel\tk\tany\tsend\nrunning\tserver\tj\tany\tweb/.*\n");

        List<CSVRecord> rows = Csv.records(ProfileCsv.text(folder, table));
        assertEquals(List.of("6", "4", "0", "0"), column(rows, "cpu_us_per_request"));
        CSVRecord row = rows.getFirst();
        assertEquals("cpus", row.get("sampler"));
        assertEquals("threads", row.get("detail_sampler"));
        assertEquals("500", row.get("detail_interval_us"));
        assertEquals("12", row.get("detail_us_per_request"));
        assertEquals("0.6", row.get("kernel_share_sampled"));
        assertEquals("true", row.get("sound"), row.get("unsound_reason"));
    }

    private static List<String> column(List<CSVRecord> rows, String name) {
        return rows.stream().map(row -> row.get(name)).toList();
    }

    @Test
    void aRunThatIsInvalidHasNoSoundProfile() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                run_id,server_cpu_s,server_user_s,server_sys_s,valid
                r,1,0,1,false
                """);
        CSVRecord row = rowsOfOneStack("r").getFirst();
        assertEquals("false", row.get("sound"));
        assertEquals("the run is invalid", row.get("unsound_reason"));
    }

    @Test
    void aCounterIsRelatedToTheRequestsOfItsWindow() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,observation
                1,c,b1-knot-counts,1,knot,knot,,0,8,,counts
                """);
        List<String> rows = countersOf("b1-knot-counts");
        assertEquals(
                "1,c,b1-knot-counts,1,knot,knot,,0,,8,,,server,parks,1,50,0.25,true", rows.get(0));
        assertEquals(
                "1,c,b1-knot-counts,1,knot,knot,,0,,8,,,jvm,bytes_allocated,B,1000,2.5,true",
                rows.get(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  |                                                            | true",
                "false | steal time 0.2                                             | false",
                "false | not all is counted: perf is not installed                  | true",
                "false | not all is counted: perf is not installed; steal time 0.2  | false",
            })
    void whatCouldBeCountedStandsWhereTheRestOfTheRunDoes(
            String valid, String reason, String stands) throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                "run_id,observation,valid,invalid_reason\nr,counts,%s,%s\n"
                        .formatted(valid, reason == null ? "" : reason));
        assertTrue(countersOf("r").getFirst().endsWith("," + stands));
    }

    private List<String> countersOf(String runId) throws IOException {
        Path run = Files.createDirectories(folder.resolve("runs").resolve(runId));
        Files.writeString(
                run.resolve(Counting.FILE),
                """
                source,counter,unit,value
                server,parks,1,50
                load,requests,1,200
                jvm,requests,1,400
                jvm,bytes_allocated,B,1000
                """);
        return CountersCsv.text(folder).lines().skip(1).toList();
    }
}
