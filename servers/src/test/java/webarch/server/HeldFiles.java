package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import webarch.linux.Errno;
import webarch.linux.FuseDevice;
import webarch.linux.SystemCalls;

/**
 * A read-only file system on a disk that can be stopped: to open or to read a file in it takes
 * until the test says so. One directory, whose files are named beforehand.
 *
 * <pre>
 *   server ──open, read──► kernel ──request──► this thread ──┬── not held ──► reply
 *                                                            └── held ──► awaitHeld … release ──► reply
 * </pre>
 *
 * Numbers and layouts are those of {@code include/uapi/linux/fuse.h}, protocol 7.31.
 */
final class HeldFiles implements AutoCloseable {
    /** What is held of a file. */
    enum Operation {
        OPEN,
        READ
    }

    private static final int LOOKUP = 1;
    private static final int FORGET = 2;
    private static final int GETATTR = 3;
    private static final int OPEN = 14;
    private static final int READ = 15;
    private static final int STATFS = 17;
    private static final int RELEASE = 18;
    private static final int INIT = 26;
    private static final int INTERRUPT = 36;
    private static final int BATCH_FORGET = 42;

    private static final int HEADER_SIZE = 40;
    private static final int ROOT = 1;
    private static final int DIRECTORY = 0x4000 | 0555;
    private static final int REGULAR = 0x8000 | 0444;
    private static final long VALID_SECONDS = 3600;
    private static final byte[] NOTHING = {};

    private record Reply(long unique, int error, byte[] body) {}

    private final List<String> names;
    private final Map<String, byte[]> files;
    private final Map<String, Operation> held = new ConcurrentHashMap<>();
    private final Map<String, Long> broken = new ConcurrentHashMap<>();
    private final BlockingQueue<Reply> waiting = new LinkedBlockingQueue<>();
    private final FuseDevice device;

    /** Mounts the file system; throws with the reason where that cannot be done. */
    HeldFiles(Path where, Map<String, byte[]> files) throws IOException {
        this.files = files;
        names = List.copyOf(files.keySet());
        device = new FuseDevice(where, "held");
        Thread.ofPlatform().name("held-files").daemon().start(this::serve);
    }

    /** Has the next operations of this kind on a file wait. */
    void hold(String name, Operation operation) {
        held.put(name, operation);
    }

    /** Has reads from a position on fail, as they do on a broken disk. */
    void breakAt(String name, long position) {
        broken.put(name, position);
    }

    /** Waits until as many operations are held. */
    void awaitHeld(int count) throws InterruptedException {
        Set<Reply> seen = new HashSet<>();
        while (seen.size() < count) {
            Reply reply = waiting.poll(10, TimeUnit.SECONDS);
            if (reply == null) {
                throw new AssertionError(seen.size() + " operations are held, not " + count);
            }
            seen.add(reply);
        }
        waiting.addAll(seen);
    }

    int heldNow() {
        return waiting.size();
    }

    /** Lets everything that is held go on, and holds nothing any more. */
    void release() throws IOException {
        held.clear();
        for (Reply reply = waiting.poll(); reply != null; reply = waiting.poll()) {
            device.reply(reply.unique, reply.error, reply.body);
        }
    }

    /** Takes it out of the tree; files that somebody has open can be read until they are closed. */
    @Override
    public void close() throws IOException {
        release();
        device.unmount();
    }

    private void serve() {
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            MemorySegment request = arena.allocate(FuseDevice.REQUEST_SIZE, Long.BYTES);
            for (ByteBuffer in = device.receive(calls, request);
                    in != null;
                    in = device.receive(calls, request)) {
                answer(in);
            }
            device.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void answer(ByteBuffer in) throws IOException {
        int operation = in.getInt(4);
        long unique = in.getLong(8);
        int node = (int) in.getLong(16);
        switch (operation) {
            case INIT -> device.reply(unique, 0, initialised());
            case LOOKUP -> lookUp(unique, in);
            case GETATTR ->
                    device.reply(
                            unique,
                            0,
                            attributes(out(104).putLong(VALID_SECONDS).putLong(0), node));
            case OPEN -> reply(node, Operation.OPEN, new Reply(unique, 0, new byte[16]));
            case READ -> reply(node, Operation.READ, read(unique, node, in));
            case STATFS -> device.reply(unique, 0, new byte[80]);
            case RELEASE -> device.reply(unique, 0, NOTHING);
            case FORGET, BATCH_FORGET, INTERRUPT -> {}
            // among others FLUSH, which would have the end of this JVM wait for this thread
            default -> device.reply(unique, -Errno.ENOSYS, NOTHING);
        }
    }

    private void reply(int node, Operation operation, Reply reply) throws IOException {
        if (node != ROOT && held.get(name(node)) == operation) {
            waiting.add(reply);
        } else {
            device.reply(reply.unique, reply.error, reply.body);
        }
    }

    private void lookUp(long unique, ByteBuffer in) throws IOException {
        byte[] text = new byte[in.limit() - HEADER_SIZE - 1];
        in.get(HEADER_SIZE, text);
        int index = names.indexOf(new String(text, UTF_8));
        if (index < 0) {
            device.reply(unique, -Errno.ENOENT, NOTHING);
            return;
        }
        int node = ROOT + 1 + index;
        ByteBuffer entry =
                out(128).putLong(node).putLong(0).putLong(VALID_SECONDS).putLong(VALID_SECONDS);
        device.reply(unique, 0, attributes(entry.putLong(0), node));
    }

    private Reply read(long unique, int node, ByteBuffer in) {
        byte[] content = files.get(name(node));
        long offset = in.getLong(HEADER_SIZE + 8);
        int size = in.getInt(HEADER_SIZE + 16);
        if (offset + size > broken.getOrDefault(name(node), Long.MAX_VALUE)) {
            return new Reply(unique, -Errno.EIO, NOTHING);
        }
        int from = (int) Math.min(offset, content.length);
        int to = Math.min(from + size, content.length);
        return new Reply(unique, 0, Arrays.copyOfRange(content, from, to));
    }

    private String name(int node) {
        return names.get(node - ROOT - 1);
    }

    /** {@code struct fuse_init_out}; no flag, so that reads come one after the other. */
    private static byte[] initialised() {
        ByteBuffer out = out(64).putInt(7).putInt(31).putInt(0).putInt(0);
        return bytes(out.putShort((short) 16).putShort((short) 16).putInt(1 << 16).putInt(1));
    }

    /** {@code struct fuse_attr}, behind what is in {@code out} already. */
    private byte[] attributes(ByteBuffer out, int node) {
        long size = node == ROOT ? 0 : files.get(name(node)).length;
        out.putLong(node).putLong(size).putLong((size + 511) / 512);
        out.putLong(1_000_000_000).putLong(1_000_000_000).putLong(1_000_000_000);
        out.putInt(0).putInt(0).putInt(0).putInt(node == ROOT ? DIRECTORY : REGULAR);
        return bytes(out.putInt(1).putInt(0).putInt(0).putInt(0).putInt(4096).putInt(0));
    }

    private static byte[] bytes(ByteBuffer out) {
        byte[] bytes = new byte[out.capacity()];
        out.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer out(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
