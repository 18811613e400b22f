package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;

/** Whose time it was is told by the outermost frame of each stack. */
class ThreadsCsvTest {
    @TempDir Path folder;

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        assertEquals(ProfileCsvTest.documented("threads.csv"), Csv.names(ThreadsCsv.COLUMNS));
    }

    @Test
    void threadsThatDifferInANumberAreOneKind() throws IOException {
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                schema_version,campaign,run_id,block,server,variant,options,server_cpus,connections,session_rate,server_cpu_s,server_user_s,server_sys_s,valid
                1,c,b1-knot-profile,1,knot,knot-jdk,--scheduler=jdk,0,8,,10,4,6,true
                """);
        Path run = Files.createDirectories(folder.resolve("runs/b1-knot-profile"));
        new Samples(
                        Map.of(
                                Stack.parse("[poller tid=1];web/P.run_[j];ep_poll_[k]"), 1_000_000L,
                                Stack.parse("[pool-1-worker-1 tid=2];web/A.run_[j]"), 2_000_000L,
                                Stack.parse("[pool-1-worker-2 tid=3];web/A.run_[j]"), 3_000_000L,
                                Stack.parse("[C2 CompilerThre tid=4];Compile"), 500_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        Files.writeString(
                run.resolve(ProfileFacts.FILE),
                """
                {"schema_version": 1, "interval_ns": 1000000, "billed_cpu_s": 1, "requests": 1000}
                """);
        Path table =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        """
                        epoll\tkernel\tk\tany\tep_.*
                        running\tserver\tj\tany\tweb/.*
                        """);

        // Behind what names the run.
        assertEquals(
                List.of(
                        "C2 CompilerThre,unclassified,0.5,0,0",
                        "poller,epoll,1,0,0",
                        "pool-1-worker,running,5,0,0"),
                ThreadsCsv.text(folder, table)
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",8,,,", 2)[1])
                        .toList());
    }
}
