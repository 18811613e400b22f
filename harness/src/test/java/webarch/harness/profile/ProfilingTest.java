package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/** The samples of a server come to what the kernel bills while they are taken. */
@Timeout(30)
class ProfilingTest {
    private static final long SOME = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Path TABLE = Path.of("profile/categories.tsv");

    @TempDir Path folder;

    @Test
    void whatAWorkerDidBeforeIsNotBilled() throws IOException {
        assumeTrue(KernelAccess.missing().isEmpty() && Perf.isHere(), "nobody may sample here");
        Process master =
                new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
        try {
            ProcessTree watched = new ProcessTree(master.pid());
            awaitMore(watched);
            LoadSnapshot nothing = new LoadSnapshot(0, List.of(), 0, 0, null, null, 0, 0);
            Profiling profiling =
                    new Profiling(
                            new ProcessTree(master.pid()),
                            () -> nothing,
                            folder,
                            folder,
                            TABLE,
                            Duration.ofMillis(20));
            profiling.begin();
            awaitMore(watched);
            profiling.end();
            profiling.finish();
            assertEquals(List.of(), profiling.failures());
            Samples samples = Samples.readCompressed(folder.resolve(Profiling.STACKS));
            ProfileFacts facts = ProfileFacts.read(folder);
            assertEquals(facts.billedCpuS(), samples.total() / 1e9, 0.1);
            // Master, worker.
            assertEquals(2, watched.threads());
        } finally {
            master.descendants().forEach(ProcessHandle::destroyForcibly);
            master.destroyForcibly();
        }
    }

    @Test
    void whereThereIsNothingToSampleThatIsSaidAndNothingLeft() throws Exception {
        assumeTrue(Perf.isHere(), "there is no perf");
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Profiling profiling =
                new Profiling(
                        new ProcessTree(ended.pid()),
                        () -> new LoadSnapshot(0, List.of(), 0, 0, null, null, 0, 0),
                        folder,
                        folder,
                        TABLE,
                        Duration.ZERO);
        profiling.begin();
        profiling.end();
        profiling.finish();
        assertEquals(1, profiling.failures().size(), profiling.failures().toString());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Until the processes have used so much CPU time more. */
    private static void awaitMore(ProcessTree tree) {
        long before = tree.sample().cpuNanos();
        while (tree.sample().cpuNanos() - before < SOME) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
