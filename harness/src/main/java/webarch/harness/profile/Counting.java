package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import webarch.harness.csv.Csv;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.CounterFile;
import webarch.harness.measure.ProcessSample;
import webarch.harness.measure.ProcessTree;

/**
 * Counts what happens in a server while it serves, all of it light: in the kernel, in the server's
 * own counters, in /proc and in the heap. Leaves {@code counts.csv} in the run's folder.
 *
 * <p>What is counted is divided by the requests, so both have to be of windows of the same length.
 * Everything that takes long comes before the first reading or after the last, and both ends are
 * read in the same order: what a reading delays at one end it delays at the other.
 *
 * <pre>
 * heap, perf launched ── kernel, /proc, counters, load ── … ── kernel, /proc, counters, load ── heap
 * </pre>
 *
 * A source that fails, perf for want of a permission above all, leaves the others what they are.
 */
public final class Counting implements Observer {
    /** The file of a run. */
    public static final String FILE = "counts.csv";

    /** What a reason begins with by which some of it, and nothing else, is missing. */
    static final String INCOMPLETE = "not all is counted: ";

    private static final String COLLECTIONS = "gc.log";

    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path folder;
    private final List<String> failures = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final KernelCounters kernel;
    private final Allocation allocation;
    private boolean kernelCounts;
    private boolean heapCounts;
    private CounterFile published;
    private Map<String, Long> publishedBefore = Map.of();
    private ProcessSample before;
    private LoadSnapshot loadBefore;
    private LoadSnapshot window;

    /** {@code folder} is the run's. */
    public Counting(ProcessTree server, Supplier<LoadSnapshot> load, Path folder) {
        this.server = server;
        this.load = load;
        this.folder = folder;
        kernel = new KernelCounters(folder.toAbsolutePath());
        allocation = new Allocation(server, load, folder.resolve(COLLECTIONS));
    }

    /** What a server of ours is given beside its options, so that collections can be read off. */
    public static List<String> arguments() {
        return List.of("-J-Xlog:gc+heap=info:file={dir}/" + COLLECTIONS + ":none");
    }

    /** Something that may fail for itself. */
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private boolean succeeds(Step step) {
        try {
            step.take();
            return true;
        } catch (IOException error) {
            // A semicolon would make two reasons of one.
            failures.add(INCOMPLETE + String.valueOf(error.getMessage()).replace(';', ','));
            return false;
        }
    }

    @Override
    public void begin() {
        succeeds(this::openPublished);
        heapCounts = succeeds(allocation::begin);
        kernelCounts = succeeds(this::beginInKernel);
        before = server.sample();
        publishedBefore = published();
        loadBefore = load.get();
    }

    private void openPublished() throws IOException {
        Path counters = folder.resolve("counters");
        if (Files.exists(counters)) {
            published = CounterFile.open(counters);
        }
    }

    private void beginInKernel() throws IOException {
        kernel.launch(List.copyOf(server.members()), server.threads());
        kernel.begin();
    }

    private Map<String, Long> published() {
        return published == null ? Map.of() : published.totals();
    }

    @Override
    public void end() {
        kernelCounts = kernelCounts && succeeds(kernel::end);
        ProcessSample after = server.sample();
        Map<String, Long> grown = new LinkedHashMap<>(published());
        window = load.get().minus(loadBefore);
        grown.replaceAll((name, value) -> value - publishedBefore.getOrDefault(name, 0L));
        grown.forEach((name, value) -> count("server", name, unit(name), value));
        count(after.minus(before));
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
        count("load", CountersCsv.REQUESTS, "1", window.ended());
        count("load", "bytes_received", "B", window.receivedBytes());
        count("load", "connects", "1", window.connects());
        if (kernelCounts && succeeds(() -> counts.addAll(kernel.counts()))) {
            copied().ifPresent(counts::add);
        }
        if (heapCounts) {
            succeeds(() -> counts.addAll(allocation.end()));
        }
        succeeds(kernel::close);
        succeeds(this::write);
    }

    private void write() throws IOException {
        Files.deleteIfExists(folder.resolve(COLLECTIONS));
        Files.writeString(folder.resolve(FILE), Csv.text(CountersCsv.OF_RUN, counts));
    }

    /** What of the replies sendfile did not move has been copied into the kernel. */
    private Optional<Count> copied() {
        return counts.stream()
                .filter(count -> count.counter().equals(KernelCounters.BYTES_ZERO_COPIED))
                .findFirst()
                .map(
                        zero ->
                                new Count(
                                        "load",
                                        "bytes_copied",
                                        "B",
                                        window.receivedBytes() - zero.value()));
    }

    @Override
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
