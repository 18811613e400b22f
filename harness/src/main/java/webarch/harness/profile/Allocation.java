package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.JavaHeap;
import webarch.harness.measure.ProcessTree;

/**
 * What a server allocates in its Java heap while it serves. A heap is asked by way of the server's
 * own JVM, which takes tenths of a second; so the window is longer than that of the other counters,
 * and has requests of its own. Owned by the thread that measures.
 */
final class Allocation {
    private final ProcessTree server;
    private final Supplier<LoadSnapshot> load;
    private final Path collections;
    private Reading before;

    /** {@code collections} is the collector's log, of which there may be none. */
    Allocation(ProcessTree server, Supplier<LoadSnapshot> load, Path collections) {
        this.server = server;
        this.load = load;
        this.collections = collections;
    }

    /**
     * At one moment.
     *
     * @param heap in use, empty where there is no Java heap
     * @param reclaimed by collections, since the start
     * @param requests that have ended: half of those that did while the heap was asked are before
     *     it
     */
    private record Reading(OptionalLong heap, long reclaimed, double requests) {}

    void begin() throws IOException {
        before = read();
    }

    /** Bytes and requests since the beginning; nothing where there is no Java heap. */
    List<Count> end() throws IOException {
        Reading after = read();
        if (before.heap.isEmpty() || after.heap.isEmpty()) {
            return List.of();
        }
        long grown = after.heap.getAsLong() - before.heap.getAsLong();
        return List.of(
                new Count("jvm", CountersCsv.REQUESTS, "1", after.requests - before.requests),
                new Count(
                        "jvm",
                        "bytes_allocated",
                        "B",
                        (double) (grown + after.reclaimed - before.reclaimed)));
    }

    private Reading read() throws IOException {
        long ended = load.get().ended();
        OptionalLong heap = used();
        return new Reading(
                heap, Collections.reclaimed(collections), (ended + load.get().ended()) / 2.0);
    }

    private OptionalLong used() throws IOException {
        try {
            return JavaHeap.used(server.virtualMachines());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
