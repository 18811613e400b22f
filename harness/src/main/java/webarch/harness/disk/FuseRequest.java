package webarch.harness.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import webarch.linux.Errno;

/**
 * A request of the kernel to a read-only file system, and the answers that need no device. Numbers
 * and layouts are those of {@code include/uapi/linux/fuse.h}, protocol 7.31.
 *
 * @param in what was received; belongs to the thread that received it
 */
record FuseRequest(ByteBuffer in) {
    /** Of {@link #answer}: the kernel expects none. */
    static final int NO_REPLY = 1;

    /** What we tell the kernel; it asks for no more than it reads ahead. */
    static final int LARGEST_READ = 1 << 20;

    private static final int LOOKUP = 1;
    private static final int FORGET = 2;
    private static final int GETATTR = 3;
    private static final int READ = 15;
    private static final int STATFS = 17;
    private static final int INIT = 26;
    private static final int INTERRUPT = 36;
    private static final int DESTROY = 38;
    private static final int BATCH_FORGET = 42;

    private static final int HEADER = 40;
    private static final int PAGE = 4096;
    private static final int INIT_OUT = 64;
    private static final int STATFS_OUT = 80;

    private static final int ASYNC_READ = 1;
    private static final int NO_OPEN = 1 << 17;
    private static final int PARALLEL_LOOKUPS = 1 << 18;
    private static final int MAX_PAGES = 1 << 22;
    private static final int NO_OPENDIR = 1 << 24;

    /** Reads ahead that may wait at a time; far more than a device has threads. */
    private static final short MAX_BACKGROUND = 512;

    private static final long VALID_SECONDS = 3600;
    private static final int DIRECTORY = 0x4000 | 0555;
    private static final int REGULAR = 0x8000 | 0444;

    long unique() {
        return in.getLong(8);
    }

    long node() {
        return in.getLong(16);
    }

    boolean isRead() {
        return operation() == READ;
    }

    /** Of a read. */
    long offset() {
        return in.getLong(HEADER + 8);
    }

    /** Of a read. */
    int size() {
        return in.getInt(HEADER + 16);
    }

    private int operation() {
        return in.getInt(4);
    }

    /** Puts the body of the reply into {@code out}; 0, a negated error number or NO_REPLY. */
    int answer(NodeTable nodes, ByteBuffer out) {
        return switch (operation()) {
            case INIT -> initialise(out);
            case LOOKUP -> lookUp(nodes, out);
            case GETATTR -> attributes(out.putLong(VALID_SECONDS).putLong(0), nodes.node(node()));
            case STATFS -> zeros(out, STATFS_OUT);
            case DESTROY -> 0;
            case FORGET, BATCH_FORGET, INTERRUPT -> NO_REPLY;
            // among others OPEN, which the kernel then does itself, and keeps the pages
            default -> -Errno.ENOSYS;
        };
    }

    /** {@code struct fuse_init_out}. */
    private int initialise(ByteBuffer out) {
        int readAhead = in.getInt(HEADER + 8);
        int offered = in.getInt(HEADER + 12);
        int wanted = ASYNC_READ | NO_OPEN | PARALLEL_LOOKUPS | MAX_PAGES | NO_OPENDIR;
        out.putInt(7).putInt(31).putInt(readAhead).putInt(offered & wanted);
        out.putShort(MAX_BACKGROUND).putShort(MAX_BACKGROUND).putInt(PAGE).putInt(1);
        out.putShort((short) (LARGEST_READ / PAGE));
        return zeros(out, INIT_OUT - out.position());
    }

    private int lookUp(NodeTable nodes, ByteBuffer out) {
        byte[] name = new byte[in.limit() - HEADER - 1];
        in.get(HEADER, name);
        NodeTable.Node node = nodes.child(node(), new String(name, UTF_8));
        if (node == null) {
            return -Errno.ENOENT;
        }
        out.putLong(node.number()).putLong(0).putLong(VALID_SECONDS).putLong(VALID_SECONDS);
        return attributes(out.putLong(0), node);
    }

    /** {@code struct fuse_attr}, behind what is in {@code out} already. */
    private static int attributes(ByteBuffer out, NodeTable.Node node) {
        out.putLong(node.number()).putLong(node.size()).putLong((node.size() + 511) / 512);
        for (int time = 0; time < 3; time++) {
            out.putLong(node.modifiedSeconds());
        }
        out.putInt(0).putInt(0).putInt(0).putInt(node.directory() ? DIRECTORY : REGULAR);
        out.putInt(1).putInt(0).putInt(0).putInt(0).putInt(PAGE).putInt(0);
        return 0;
    }

    private static int zeros(ByteBuffer out, int count) {
        out.put(new byte[count]);
        return 0;
    }
}
