package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.CounterFile;
import webarch.harness.measure.JavaHeap;
import webarch.harness.measure.ProcessSample;
import webarch.harness.measure.ProcessTree;

/**
 * Counts what happens in a server while it serves, all of it light: in the kernel, in the server's
 * own counters, in /proc and in the heap. Leaves {@code counts.csv} in the run's folder.
 */
public final class Counting implements Observer {
    /** The file of a run. */
    public static final String FILE = "counts.csv";

    private static final String COLLECTIONS = "gc.log";

    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path folder;
    private final List<String> failures = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final KernelCounters kernel;
    private CounterFile published;
    private Map<String, Long> publishedBefore = Map.of();
    private ProcessSample before;
    private LoadSnapshot loadBefore;
    private LoadSnapshot window;
    private OptionalLong heapBefore = OptionalLong.empty();
    private long collectionsBefore;

    /** {@code folder} is the run's. */
    public Counting(ProcessTree server, Supplier<LoadSnapshot> load, Path folder) {
        this.server = server;
        this.load = load;
        this.folder = folder;
        kernel = new KernelCounters(folder.toAbsolutePath());
    }

    /** What a server of ours is given beside its options, so that collections can be read off. */
    public static List<String> arguments() {
        return List.of("-J-Xlog:gc+heap=info:file={dir}/" + COLLECTIONS + ":none");
    }

    @Override
    public void begin() {
        try {
            Path counters = folder.resolve("counters");
            if (Files.exists(counters)) {
                published = CounterFile.open(counters);
            }
            heapBefore = heap();
            collectionsBefore = Collections.reclaimed(folder.resolve(COLLECTIONS));
            kernel.launch(List.copyOf(server.members()));
            before = server.sample();
            publishedBefore = published == null ? Map.of() : published.totals();
            kernel.begin();
        } catch (IOException error) {
            fail(error);
        }
        loadBefore = load.get();
    }

    private OptionalLong heap() throws IOException {
        try {
            return JavaHeap.used(server.virtualMachines());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    @Override
    public void end() {
        window = load.get().minus(loadBefore);
        if (failures.isEmpty()) {
            try {
                kernel.end();
            } catch (IOException error) {
                fail(error);
            }
        }
        Map<String, Long> grown =
                new LinkedHashMap<>(published == null ? Map.of() : published.totals());
        grown.replaceAll((name, value) -> value - publishedBefore.getOrDefault(name, 0L));
        grown.forEach((name, value) -> count("server", name, unit(name), value));
        if (before != null) {
            count(server.sample().minus(before));
        }
    }

    private void count(ProcessSample used) {
        count("kernel", "voluntary_switches", "1", used.voluntarySwitches());
        count("kernel", "involuntary_switches", "1", used.involuntarySwitches());
        count("kernel", "minor_faults", "1", used.minorFaults());
        count("kernel", "major_faults", "1", used.majorFaults());
        count("kernel", "cpu_time", "us", used.cpuNanos() / 1000);
    }

    private static String unit(String name) {
        return name.endsWith("_ns") ? "ns" : "1";
    }

    private void count(String source, String counter, String unit, long value) {
        counts.add(new Count(source, counter, unit, (double) value));
    }

    @Override
    public void finish() {
        long requests = window.replies() + window.errorCount();
        count("load", "requests", "1", requests);
        count("load", "bytes_received", "B", window.receivedBytes());
        count("load", "connects", "1", window.connects());
        try {
            if (failures.isEmpty()) {
                counts.addAll(kernel.counts());
            }
            countAllocated();
            kernel.close();
            Files.deleteIfExists(folder.resolve(COLLECTIONS));
            Files.writeString(folder.resolve(FILE), Csv.text(CountersCsv.OF_RUN, counts));
        } catch (IOException error) {
            fail(error);
        }
    }

    /** What is in the heap now and was not before, and what collections have taken from it. */
    private void countAllocated() throws IOException {
        OptionalLong heapAfter = heap();
        if (heapBefore.isPresent() && heapAfter.isPresent()) {
            long reclaimed = Collections.reclaimed(folder.resolve(COLLECTIONS)) - collectionsBefore;
            count(
                    "jvm",
                    "bytes_allocated",
                    "B",
                    heapAfter.getAsLong() - heapBefore.getAsLong() + reclaimed);
        }
    }

    private void fail(IOException error) {
        failures.add("not all is counted: " + error.getMessage());
    }

    @Override
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
