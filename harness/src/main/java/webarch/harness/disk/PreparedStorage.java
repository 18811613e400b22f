package webarch.harness.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.measure.Machine;
import webarch.harness.workload.FileSet;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.ServedFile;

/**
 * The storage of one run, from before its server starts until after it has ended. Owned by the
 * thread that measures.
 *
 * <pre>
 *   prepare: evict or mount, calibrate, make the group
 *      │          server starts in the group
 *      ▼
 *    fill ──► read, twice ──► close
 *      └─ where the page cache is bounded, a thread lets the limit follow the processes ─┘
 * </pre>
 */
public final class PreparedStorage implements AutoCloseable {
    /** A limit that follows the size of the processes is not moved for less. */
    private static final long STEP = 1L << 20;

    /** How often it follows; processes that start grow by tens of megabytes a second. */
    private static final long PERIOD_NANOS = 20_000_000;

    private final Storage storage;
    private final Path root;
    private final ReadSource source;
    private final Optional<DelayedFiles> delayed;
    private final Optional<MemoryGroup> group;
    private final Optional<Calibration> idle;
    private final long leftBytes;
    private Optional<Thread> settling = Optional.empty();

    private PreparedStorage(
            Storage storage,
            Path root,
            ReadSource source,
            Optional<DelayedFiles> delayed,
            Optional<MemoryGroup> group,
            Optional<Calibration> idle,
            long leftBytes) {
        this.storage = storage;
        this.root = root;
        this.source = source;
        this.delayed = delayed;
        this.group = group;
        this.idle = idle;
        this.leftBytes = leftBytes;
    }

    /**
     * Makes it.
     *
     * @param files the folder with the file set
     * @param mounts a folder in which file systems may be mounted
     * @param seed of the places that are read to see how fast the device is
     * @throws webarch.harness.SkippedException where that cannot be done
     */
    public static PreparedStorage prepare(
            Storage storage, FileSet set, Path files, Path mounts, long seed)
            throws IOException, InterruptedException {
        Optional<DelayedFiles> delayed = Optional.empty();
        Path root = files;
        long left = 0;
        if (storage.device().delayed()) {
            root = MountPoint.in(mounts);
            delayed = Optional.of(new DelayedFiles(root, files, storage.device()));
        } else {
            left = Eviction.evict(files, set.files());
        }
        try {
            ReadSource source = delayed.isPresent() ? delayed.get() : BlockDevice.of(files);
            Optional<Calibration> idle =
                    Calibration.of(root, set.files(), RandomSource.XO_SHI_RO_256_PP.create(seed));
            Optional<MemoryGroup> group = Optional.empty();
            if (storage.memory().isPresent()) {
                group = Optional.of(MemoryGroups.find().create(Abandoned.ownName()));
            }
            PreparedStorage prepared =
                    new PreparedStorage(storage, root, source, delayed, group, idle, left);
            prepared.limitTotal();
            return prepared;
        } catch (IOException | RuntimeException failure) {
            if (delayed.isPresent()) {
                delayed.get().close();
            }
            throw failure;
        }
    }

    /** Finds out, before anything is written, whether this machine can make such a storage. */
    public static void rehearse(Storage storage, Path files, Path mounts) throws IOException {
        if (storage.memory().isPresent()) {
            MemoryGroups.find().create(Abandoned.ownName()).close();
        }
        Path folder = files;
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (storage.device().delayed()) {
            new DelayedFiles(MountPoint.in(mounts), folder, storage.device()).close();
        } else {
            BlockDevice.of(folder);
        }
    }

    private void limitTotal() throws IOException {
        if (bounds(Memory.Share.TOTAL)) {
            group.get().limit(storage.memory().get().bytes());
        }
    }

    private boolean bounds(Memory.Share share) {
        return storage.memory().filter(memory -> memory.share() == share).isPresent();
    }

    /** What the server is to serve. */
    public Path root() {
        return root;
    }

    /** Words before a command line that have it run under the limit of memory; none without. */
    public List<String> entering() {
        return group.map(MemoryGroup::entering).orElse(List.of());
    }

    /**
     * Brings into memory, from within the group, what the last requests of a log ask for, so that
     * the server begins as if it had answered them: a warm-up alone would need minutes.
     */
    public void fill(RequestLog requests) throws IOException, InterruptedException {
        if (group.isEmpty()) {
            return;
        }
        if (bounds(Memory.Share.PAGE_CACHE)) {
            startSettling();
        }
        long room = group.get().limit() - group.get().read().nonFile();
        List<String> words = new ArrayList<>(entering());
        words.addAll(List.of("xargs", "-0", "-n", "64", "-P", "4", "cat"));
        delayed.ifPresent(device -> device.slow(false));
        Process reading =
                new ProcessBuilder(words)
                        .directory(root.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (OutputStream names = reading.getOutputStream()) {
            for (String name : lastAsked(requests, room).reversed()) {
                names.write((name + "\0").getBytes(UTF_8));
            }
        }
        reading.waitFor();
        delayed.ifPresent(device -> device.slow(true));
    }

    /** Paths of the files asked for last, the latest first, as many as there is room for. */
    static SequencedSet<String> lastAsked(RequestLog requests, long room) {
        List<ServedFile> files = requests.fileSet().files();
        SequencedSet<String> names = new LinkedHashSet<>();
        long bytes = 0;
        for (int request = requests.size() - 1; request >= 0 && bytes < room; request--) {
            ServedFile file = files.get(requests.file(request));
            if (names.add(file.path())) {
                bytes += file.size();
            }
        }
        return names;
    }

    private void settle() {
        long wanted = storage.memory().get().bytes() + group.get().read().nonFile();
        if (Math.abs(wanted - group.get().limit()) >= STEP) {
            try {
                group.get().limit(wanted);
            } catch (IOException refused) {
                // Nothing more can be freed just now; the next attempt comes soon.
                return;
            }
        }
    }

    private void startSettling() {
        settle();
        settling =
                Optional.of(
                        Thread.ofPlatform()
                                .name("memory-limit")
                                .daemon()
                                .start(
                                        () -> {
                                            while (!Thread.interrupted()) {
                                                settle();
                                                LockSupport.parkNanos(PERIOD_NANOS);
                                            }
                                        }));
    }

    public DiskReading read() {
        return new DiskReading(source.reads(), group.map(MemoryGroup::read));
    }

    public DiskUse between(DiskReading opening, DiskReading closing) {
        return new DiskUse(
                storage,
                group.map(MemoryGroup::limit).orElse(null),
                closing.reads().minus(opening.reads()),
                closing.memory(),
                idle,
                Machine.virtual(),
                source.readAheadKb(),
                leftBytes);
    }

    /** To be called when the server has ended. */
    @Override
    public void close() throws IOException {
        settling.ifPresent(Thread::interrupt);
        try {
            if (delayed.isPresent()) {
                delayed.get().close();
                Files.delete(root);
            }
        } finally {
            if (group.isPresent()) {
                group.get().close();
            }
        }
    }
}
