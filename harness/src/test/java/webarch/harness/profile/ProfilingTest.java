package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.measure.ProcessTree;

/** The samples of a server come to what the kernel bills while they are taken. */
@Timeout(30)
class ProfilingTest {
    private static final long SOME = TimeUnit.MILLISECONDS.toNanos(400);
    private static final Path TABLE = Path.of("profile/categories.tsv");

    @TempDir Path folder;

    @Test
    void whatAWorkerDidBeforeIsNotBilled() throws IOException {
        assumeTrue(Profiling.shortcoming(KernelAccess.here()).isEmpty(), "nobody may sample here");
        Process master =
                new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
        try {
            ProcessTree watched = new ProcessTree(master.pid());
            awaitMore(watched);
            profile(master);
            Samples samples = Samples.readCompressed(folder.resolve(Profiling.STACKS));
            ProfileFacts facts = ProfileFacts.read(folder);
            assertEquals(facts.billedCpuS(), samples.total() / 1e9, 0.2);
            assertTrue(facts.sampler().endsWith("(perf_events of CPUs)"), facts.sampler());
            // Master, worker.
            assertEquals(2, watched.threads());
        } finally {
            master.descendants().forEach(ProcessHandle::destroyForcibly);
            master.destroyForcibly();
        }
    }

    @Test
    void whatProfilesLackIsSaidWithTheRemedy() {
        KernelAccess threads = new KernelAccess(false, false, 1000, 1, 0, false);
        String lack = Profiling.shortcoming(threads).orElseThrow();
        assertTrue(lack.contains("take turns") && lack.contains("sysctl"), lack);
        KernelAccess all = new KernelAccess(true, true, 0, 0, 0, true);
        assertEquals(Perf.isHere(), Profiling.shortcoming(all).isEmpty());
    }

    @Test
    void ofAVirtualMachineThereAreTheTimeOfCpusAndTheStacksOfThreads() throws IOException {
        assumeTrue(Profiling.shortcoming(KernelAccess.here()).isEmpty(), "nobody may sample here");
        Process machine = Spinning.start();
        try {
            profile(machine);
            ProfileFacts facts = ProfileFacts.read(folder);
            assertTrue(facts.sampler().endsWith("(perf_events of CPUs)"), facts.sampler());
            String detail = facts.detail().sampler();
            assertTrue(detail.matches("async-profiler .*\\(perf_events\\)"), detail);
            Samples samples = Profile.samples(folder, CategoryTable.read(TABLE));
            assertEquals(1, samples.total() / 1e9 / facts.billedCpuS(), 0.1, facts.toString());
            long burnt =
                    samples.nanos().entrySet().stream()
                            .filter(entry -> entry.getKey().text().contains("Spinning.burn"))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            assertEquals(1, (double) burnt / samples.total(), 0.3, samples.toString());
        } finally {
            machine.destroyForcibly();
        }
    }

    @Test
    void eachOfSeveralVirtualMachinesIsBilledWhileItIsSampled() throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\" & \"$@\" & wait", "sh"));
        words.addAll(Spinning.command());
        Process master = new ProcessBuilder(words).start();
        try (BufferedReader begun = master.inputReader()) {
            assertEquals("ready", begun.readLine());
            assertEquals("ready", begun.readLine());
            profile(master);
            Samples samples = Profile.samples(folder, CategoryTable.read(TABLE));
            ProfileFacts facts = ProfileFacts.read(folder);
            assertEquals(1, samples.total() / 1e9 / facts.billedCpuS(), 0.1, facts.toString());
        } finally {
            master.descendants().forEach(ProcessHandle::destroyForcibly);
            master.destroyForcibly();
        }
    }

    /** Of a server that has used {@link #SOME} CPU time meanwhile. */
    private void profile(Process server) {
        ProcessTree tree = new ProcessTree(server.pid());
        Profiling profiling =
                new Profiling(
                        tree,
                        () -> Loads.of(0),
                        folder,
                        folder.resolve("library"),
                        TABLE,
                        Duration.ofMillis(200));
        profiling.begin();
        awaitMore(tree);
        profiling.end();
        profiling.finish();
        assertEquals(List.of(), profiling.failures());
    }

    @Test
    void whereThereIsNothingToSampleThatIsSaidAndNothingLeft() throws Exception {
        assumeTrue(Perf.isHere(), "there is no perf");
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Profiling profiling =
                new Profiling(
                        new ProcessTree(ended.pid()),
                        () -> Loads.of(0),
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
