package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;

/** The tables of a campaign follow from the files of its runs, and are as documented. */
class ProfileCsvTest {
    private static final Pattern NAMES = Pattern.compile("`([a-z0-9_]+)`");

    @TempDir Path folder;

    private static List<String> documented(String file) throws IOException {
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
                schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,observation,cpu_us_per_request,replies_per_s,server_cpu_s,server_user_s,server_sys_s,compiler_cpu_s,valid
                1,c,b1-knot,1,knot,knot,,0,8,,,10,1000,10,4,6,0.1,true
                1,c,b1-knot-profile,1,knot,knot,,0,8,,profile,12,900,10,4,6,0.2,true
                """);
        Path run = Files.createDirectories(folder.resolve("runs/b1-knot-profile"));
        new Samples(
                        Map.of(
                                Stack.parse("[c tid=1];web/A.run_[j]"), 4_000_000_000L,
                                Stack.parse(
                                                "[c tid=1];web/A.run_[j];send_[k];backlog_[k];copy_[k]"),
                                        6_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new ProfileFacts(1, "fake 1", 1_000_000, 1, 0.3, 0.01, 10, null, 1_000_000, 4.5, 500_000)
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
        assertEquals(4, lines.size());
        assertEquals(
                "1,c,b1-knot-profile,1,knot,knot,,0,8,,copying,kernel,6000,6,0.6,6,0,fake 1,1000,0.3,0.01,"
                        + "1000000,10,10,,1,,1,0.6,0.6,0.03,0.02,0.05,0,0,true,500000,9,1.11111111,1.2,0.9,true,",
                lines.get(1));
        assertEquals(
                "1,c,b1-knot-profile,1,knot,knot,,0,8,,running,server,4000,4,0.4,0,0",
                lines.get(2).substring(0, lines.get(2).indexOf(",fake")));
    }

    @Test
    void aRunThatIsInvalidHasNoSoundProfile() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                run_id,server_cpu_s,server_user_s,server_sys_s,valid
                r,1,0,1,false
                """);
        Path run = Files.createDirectories(folder.resolve("runs/r"));
        new Samples(Map.of(Stack.parse("[c tid=1];send_[k]"), 1_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new ProfileFacts(1, "fake 1", 1_000_000, 1, 0.3, 0.01, 1, null, 1000, 1, 1000).write(run);
        Path table = Files.writeString(folder.resolve("t.tsv"), "a\tkernel\tk\tany\t.*\n");
        assertTrue(
                ProfileCsv.text(folder, table)
                        .lines()
                        .toList()
                        .get(1)
                        .endsWith(",false,the run is invalid"),
                ProfileCsv.text(folder, table));
    }

    @Test
    void aCounterIsRelatedToTheRequestsOfItsWindow() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,observation
                1,c,b1-knot-counts,1,knot,knot,,0,8,,counts
                """);
        Path run = Files.createDirectories(folder.resolve("runs/b1-knot-counts"));
        Files.writeString(
                run.resolve(Counting.FILE),
                """
                source,counter,unit,value
                server,parks,1,50
                load,requests,1,200
                jvm,requests,1,400
                jvm,bytes_allocated,B,1000
                """);
        List<String> rows = CountersCsv.text(folder).lines().skip(1).toList();
        assertEquals("1,c,b1-knot-counts,1,knot,knot,,0,8,,server,parks,1,50,0.25", rows.get(0));
        assertEquals(
                "1,c,b1-knot-counts,1,knot,knot,,0,8,,jvm,bytes_allocated,B,1000,2.5", rows.get(3));
    }
}
