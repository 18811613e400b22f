package webarch.http;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import webarch.linux.Files;

/**
 * A file as the cache holds it: the head of its reply rendered, and its body either in memory
 * behind that head or as an open descriptor.
 *
 * <pre>
 *   cached, n pins ──evict──► evicted, n pins ──last release──► descriptor closed
 * </pre>
 *
 * Shared by all threads that use the cache. Whoever pins it must release it to the cache.
 */
public final class CachedFile {
    /** No descriptor: the body is in memory. */
    static final int NO_DESCRIPTOR = -1;

    private static final int EVICTED = 1 << 31;

    final byte[] target;
    final int hash;
    final Files.Status status;

    /** The file behind this one in its bucket; the cache's to change, under its lock. */
    volatile CachedFile next;

    private final MemorySegment key;
    private final RenderedFile rendered;
    private final int descriptor;

    /** The same file for those who send it with {@code java.nio}; null before the first. */
    private volatile FileChannel channel;

    /** Pins in the lower bits, {@link #EVICTED} in the highest. */
    private final AtomicInteger pins = new AtomicInteger();

    /** Set at every use, cleared when eviction passes over the file: its second chance. */
    private volatile boolean used = true;

    private volatile long validatedAt;

    CachedFile(
            byte[] target,
            Files.Status status,
            RenderedFile rendered,
            int descriptor,
            long nowMillis) {
        this.target = target;
        this.hash = FileCache.hash(target);
        this.status = status;
        this.key = MemorySegment.ofArray(target);
        this.rendered = rendered;
        this.descriptor = descriptor;
        this.validatedAt = nowMillis;
    }

    /** Size of the file in bytes when it was opened. */
    public long size() {
        return status.size();
    }

    /** The open file, valid while pinned. */
    public int descriptor() {
        return descriptor;
    }

    /**
     * The open file as a channel, valid while pinned; opened when first asked for. No API makes a
     * channel of a descriptor, but opening that under its name in {@code proc(5)} does.
     */
    public FileChannel channel() throws IOException {
        FileChannel open = channel;
        return open == null ? openChannel() : open;
    }

    private synchronized FileChannel openChannel() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(Path.of("/proc/self/fd/" + descriptor));
        }
        return channel;
    }

    /** Closes the channel, if there is one. Nobody has the file pinned. */
    void closeChannel() {
        try {
            FileChannel open = channel;
            if (open != null) {
                open.close();
            }
        } catch (IOException goneAnyway) {
            // only read from, so nothing is lost
        }
    }

    boolean inMemory() {
        return descriptor == NO_DESCRIPTOR;
    }

    RenderedFile rendered() {
        return rendered;
    }

    boolean isFor(MemorySegment buffer, int start, int length) {
        return length == target.length
                && MemorySegment.mismatch(buffer, start, (long) start + length, key, 0, length) < 0;
    }

    boolean isFresh(long nowMillis, long validityMillis) {
        return nowMillis - validatedAt < validityMillis;
    }

    /** When it was last known to be what is on disk, in seconds since 1970. */
    long validatedSecond() {
        return validatedAt / 1000;
    }

    void validated(long nowMillis) {
        validatedAt = nowMillis;
    }

    /** Keeps the descriptor open until released; false when the file has just been evicted. */
    boolean pin() {
        int seen = pins.get();
        while (seen >= 0) {
            if (pins.weakCompareAndSetVolatile(seen, seen + 1)) {
                if (!used) {
                    used = true;
                }
                return true;
            }
            seen = pins.get();
        }
        return false;
    }

    /** Gives back one pin; true when the file was evicted meanwhile and this was the last one. */
    boolean unpin() {
        return pins.decrementAndGet() == EVICTED;
    }

    /** Marks the file as evicted; true when nobody has it pinned. */
    boolean evict() {
        return pins.getAndUpdate(seen -> seen | EVICTED) == 0;
    }

    /** Whether the file was used since the last time this was asked. */
    boolean takeSecondChance() {
        boolean was = used;
        used = false;
        return was;
    }
}
