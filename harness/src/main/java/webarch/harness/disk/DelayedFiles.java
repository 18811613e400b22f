package webarch.harness.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import webarch.harness.SkippedException;
import webarch.harness.measure.KernelFile;
import webarch.linux.Errno;
import webarch.linux.FuseDevice;
import webarch.linux.SystemCalls;

/**
 * A read-only view of a folder, on a device of a stated latency: a read of what is not in memory
 * takes that long, and as many at a time wait side by side as the device has threads. What is in
 * memory never gets here. Names and sizes cost nothing.
 *
 * <pre>
 *   server ──read──► page cache ──miss──► kernel ──request──► one of N threads
 *                                            ▲                    │ reads the file behind,
 *                                            └───────reply────────┘ waits until the read is due
 * </pre>
 *
 * The threads are this object's own; everything else may be called from any thread.
 */
final class DelayedFiles implements ReadSource, AutoCloseable {
    private final Path where;
    private final long delayNanos;
    private final NodeTable nodes;
    private final FuseDevice device;
    private final AtomicInteger serving;

    /** Nothing stays mounted when this JVM is told to end. */
    private final Thread atTheEnd;

    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private volatile boolean slow = true;

    /** Mounts the view of {@code behind} at the empty folder {@code where}. */
    DelayedFiles(Path where, Path behind, Device speed) throws IOException {
        this.where = where;
        delayNanos = speed.delay().toNanos();
        nodes = new NodeTable(behind);
        try {
            device = new FuseDevice(where, "delayed");
        } catch (IOException reason) {
            throw new SkippedException(
                    "no file system in user space can be mounted here ("
                            + reason.getMessage()
                            + ")");
        }
        atTheEnd = new Thread(() -> FuseDevice.unmountStale(where));
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        serving = new AtomicInteger(speed.parallel());
        for (int i = 0; i < speed.parallel(); i++) {
            Thread.ofPlatform().name("delayed-" + i).daemon().start(this::serve);
        }
    }

    /** Whether reads take the stated time, as they do at first, or no longer than they need. */
    void slow(boolean slow) {
        this.slow = slow;
    }

    @Override
    public DeviceReads reads() {
        return new DeviceReads(reads.get(), bytes.get(), nanos.get());
    }

    @Override
    public Long readAheadKb() {
        try {
            String number = BlockDevice.number(where);
            String value = KernelFile.line("/sys/class/bdi/" + number + "/read_ahead_kb");
            return value == null ? null : Long.valueOf(value);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private void serve() {
        try (Arena arena = Arena.ofConfined()) {
            serve(arena);
            if (serving.decrementAndGet() == 0) {
                device.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void serve(Arena arena) throws IOException {
        SystemCalls calls = new SystemCalls(arena);
        MemorySegment request = arena.allocate(FuseDevice.REQUEST_SIZE, Long.BYTES);
        MemorySegment reply =
                arena.allocate(FuseDevice.HEADER + (long) FuseRequest.LARGEST_READ, Long.BYTES);
        for (ByteBuffer in = device.receive(calls, request);
                in != null;
                in = device.receive(calls, request)) {
            long received = System.nanoTime();
            FuseRequest asked = new FuseRequest(in);
            ByteBuffer body = reply.asSlice(FuseDevice.HEADER).asByteBuffer().order(in.order());
            int error = asked.isRead() ? read(asked, body, received) : asked.answer(nodes, body);
            if (error != FuseRequest.NO_REPLY) {
                int length = error == 0 ? body.position() : 0;
                device.reply(calls, asked.unique(), error, reply, length);
            }
        }
    }

    private int read(FuseRequest asked, ByteBuffer body, long received) {
        Path file = nodes.path(asked.node());
        try (FileChannel channel = FileChannel.open(file)) {
            body.limit(asked.size());
            long offset = asked.offset();
            while (body.hasRemaining()) {
                int count = channel.read(body, offset + body.position());
                if (count < 0) {
                    break;
                }
            }
        } catch (IOException _) {
            return -Errno.EIO;
        }
        if (slow) {
            awaitNanos(received + delayNanos);
            reads.incrementAndGet();
            bytes.addAndGet(body.position());
            nanos.addAndGet(System.nanoTime() - received);
        }
        return 0;
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Takes it out of the tree; the threads end when nobody has a file of it open any more. */
    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException _) {
            return; // The end has begun, and does it.
        }
        device.unmount();
    }
}
