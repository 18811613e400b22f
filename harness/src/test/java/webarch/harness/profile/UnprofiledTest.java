package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/** What a server does unprofiled is what it does with nothing of a profiler in it. */
@Timeout(30)
class UnprofiledTest {
    private static final long SOME = TimeUnit.MILLISECONDS.toNanos(200);
    private static final LoadSnapshot NOTHING =
            new LoadSnapshot(0, List.of(), 0, 0, null, null, 0, 0);

    @TempDir Path folder;

    @Test
    void whatFollowsTheAgentIsNotUnprofiled() throws IOException {
        boolean cpus = Profiling.shortcoming(KernelAccess.here()).isEmpty();
        Process machine = Spinning.start();
        try {
            ProcessTree tree = new ProcessTree(machine.pid());
            AtomicInteger looks = new AtomicInteger();
            Profiling profiling =
                    new Profiling(
                            tree,
                            () -> {
                                looks.incrementAndGet();
                                return NOTHING;
                            },
                            folder,
                            folder,
                            Path.of("profile/categories.tsv"),
                            Duration.ofMillis(20));
            profiling.begin();
            awaitMore(tree);
            profiling.end();
            int before = looks.get();
            profiling.finish();
            assertEquals(List.of(), profiling.failures());
            // Each window begins and ends with a look: beside a sampler of CPUs, the unprofiled one
            // behind it, and then that of the agent.
            assertEquals(cpus ? 4 : 0, looks.get() - before);
        } finally {
            machine.destroyForcibly();
        }
    }

    /** Until the process has used so much CPU time more. */
    private static void awaitMore(ProcessTree tree) {
        long before = tree.cpuNanos();
        while (tree.cpuNanos() - before < SOME) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
