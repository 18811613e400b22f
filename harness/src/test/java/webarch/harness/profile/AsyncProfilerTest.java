package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.measure.ProcessTree;

/** A JVM is sampled from outside, and its CPU time comes out in the stacks that spent it. */
class AsyncProfilerTest {
    @TempDir Path folder;

    @Test
    void theTimeIsWhereItWasSpent() throws IOException {
        Process process = Spinning.start();
        try {
            AsyncProfiler profiler =
                    new AsyncProfiler(process.pid(), AsyncProfiler.library(folder), folder);
            ProcessTree tree = new ProcessTree(process.pid());
            assertEquals(List.of(process.pid()), tree.virtualMachines());
            profiler.start(Duration.ofMillis(1));
            // By events where the kernel's stacks may be had, else by timers.
            boolean events = KernelAccess.here().missing().isEmpty();
            assertEquals(events ? "perf_events" : "ctimer", profiler.engine());
            long before = tree.cpuNanos();
            while (tree.cpuNanos() - before < TimeUnit.MILLISECONDS.toNanos(200)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            profiler.stop();
            Samples samples = profiler.samples();
            assertTrue(samples.total() > TimeUnit.MILLISECONDS.toNanos(150), samples.toString());
            long burnt =
                    samples.nanos().entrySet().stream()
                            .filter(entry -> entry.getKey().text().contains("Spinning.burn"))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            assertTrue(burnt > samples.total() / 2, samples.toString());

            Path stored = folder.resolve("stacks.gz");
            samples.writeCompressed(stored);
            assertEquals(samples, Samples.readCompressed(stored));
            assertTrue(Files.notExists(folder.resolve(process.pid() + ".collapsed")));
        } finally {
            process.destroyForcibly();
        }
    }
}
