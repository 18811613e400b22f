package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ProcessTree;

/** Who may not look into the kernel gets the rest, and it says what is missing. */
@Timeout(120)
class UnprivilegedTest {
    private static final String NOBODY = "65534";

    private static final String COUNTS = "counts are permitted: ";
    private static final String STACKS = "kernel stacks are permitted: ";
    private static final String CPUS = "sampling of CPUs is permitted: ";
    private static final String USER_MODE = "user mode is permitted: ";

    /** A server that is not Java. */
    private static final List<String> LOOP = List.of("sh", "-c", "echo; while :; do :; done");

    @TempDir Path folder;

    /** What the test runs as another user: looks at servers of its own. */
    static final class Observing {
        private static final AtomicLong REPLIES = new AtomicLong();

        /** {@code FOLDER TABLE}; says what is permitted, and what failed. */
        public static void main(String[] arguments) throws IOException {
            KernelAccess access = KernelAccess.here();
            System.out.println(COUNTS + access.missingForCounts().isEmpty());
            System.out.println(STACKS + access.missing().isEmpty());
            System.out.println(CPUS + access.missingForCpus().isEmpty());
            System.out.println(USER_MODE + access.missingForUserMode().isEmpty());
            Path folder = Path.of(arguments[0]);
            Path table = Path.of(arguments[1]);
            PublishedCounter parks = new PublishedCounter(folder.resolve("counters"), "parks");
            parks.write(0);
            Process machine = Spinning.start();
            Process loop = new ProcessBuilder(LOOP).start();
            try {
                loop.getInputStream().read();
                ProcessTree tree = new ProcessTree(machine.pid());
                observe(new Counting(tree, Observing::load, folder), tree, parks);
                profile(machine, folder.resolve("java"), table);
                profile(loop, folder.resolve("other"), table);
            } finally {
                machine.destroyForcibly();
                loop.destroyForcibly();
            }
        }

        private static LoadSnapshot load() {
            return Loads.of(REPLIES.get());
        }

        private static void profile(Process server, Path folder, Path table) throws IOException {
            ProcessTree tree = new ProcessTree(server.pid());
            Files.createDirectory(folder);
            observe(
                    new Profiling(
                            tree,
                            Observing::load,
                            folder,
                            folder.resolve("library"),
                            table,
                            Duration.ZERO),
                    tree,
                    new PublishedCounter(folder.resolve("unused"), "parks"));
        }

        private static void observe(Observer observer, ProcessTree tree, PublishedCounter counter)
                throws IOException {
            observer.begin();
            counter.write(10);
            REPLIES.addAndGet(10);
            long before = tree.sample().cpuNanos();
            while (tree.sample().cpuNanos() - before < TimeUnit.MILLISECONDS.toNanos(100)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            observer.end();
            observer.finish();
            System.out.println(observer.failures());
        }
    }

    @Test
    void theRestIsLeft() throws Exception {
        assumeTrue(KernelAccess.here().root(), "only root becomes another user");
        Path work = Files.createDirectory(folder.resolve("work"));
        for (Path each : List.of(folder, work)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Path table = Files.copy(Path.of("profile/categories.tsv"), folder.resolve("table.tsv"));
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups"));
        words.addAll(Spinning.java(Observing.class, work.toString(), table.toString()));
        words.set(words.indexOf("-cp") + 1, readableClassPath());
        Process observing =
                new ProcessBuilder(words)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(observing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, observing.waitFor(), said);

        requireCounts(work, said);
        requireJavaProfile(work.resolve("java"), said);
        requireOtherProfile(work.resolve("other"), said);
    }

    private static void requireCounts(Path work, String said) throws IOException {
        Map<String, String> counts =
                Csv.records(Files.readString(work.resolve(Counting.FILE))).stream()
                        .collect(
                                Collectors.toMap(
                                        row -> row.get("source") + " " + row.get("counter"),
                                        row -> row.get("value")));
        assertEquals("10", counts.get("server parks"), said);
        assertEquals("10", counts.get("load requests"), said);
        assertTrue(counts.containsKey("jvm bytes_allocated"), said);
        boolean permitted = Perf.isHere() && said.contains(COUNTS + true);
        assertEquals(permitted, counts.containsKey("kernel calls_all"), said);
        assertEquals(!permitted, said.contains("not all is counted: "), said);
    }

    private static void requireJavaProfile(Path run, String said) throws IOException {
        boolean stacks = said.contains(STACKS + true);
        boolean cpus = stacks && Perf.isHere() && said.contains(CPUS + true);
        ProfileFacts facts = ProfileFacts.read(run);
        String threads = cpus ? facts.detail().sampler() : facts.sampler();
        assertTrue(threads.endsWith(stacks ? "(perf_events)" : "(ctimer)"), threads);
        Samples samples = Samples.readCompressed(run.resolve(Profiling.STACKS));
        assertEquals(stacks, samples.kernel() > 0, samples.toString());
    }

    private static void requireOtherProfile(Path run, String said) throws IOException {
        if (!Perf.isHere() || said.contains(USER_MODE + false)) {
            assertTrue(said.contains("no profile: "), said);
            return;
        }
        String sampler = ProfileFacts.read(run).sampler();
        assertEquals(
                said.contains(STACKS + false), sampler.endsWith("threads in user mode)"), sampler);
        assertTrue(Samples.readCompressed(run.resolve(Profiling.STACKS)).total() > 0, said);
    }

    /** That of this process, with libraries copied from where only root may read them. */
    private String readableClassPath() throws IOException {
        Path libraries = Files.createDirectory(folder.resolve("libraries"));
        Files.setPosixFilePermissions(libraries, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path original = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(original)) {
                assumeTrue(isOpen(original), "nobody else may read the build");
                entries.add(original.toString());
            } else if (Files.exists(original)) {
                Path copy = libraries.resolve(entries.size() + ".jar");
                Files.copy(original, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static boolean isOpen(Path directory) throws IOException {
        for (Path each = directory; each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
