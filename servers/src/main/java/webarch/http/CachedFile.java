package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import webarch.linux.Files;

/**
 * A file as the cache holds it: the head of its reply rendered, and its body either in memory
 * behind that head or as an open descriptor.
 *
 * <pre>
 *   cached, n pins ──evict──► evicted, n pins ──last release──► descriptor closed, memory free
 *     ▲        │
 *     └─dating─┘  once a second, by the only one that has it pinned
 * </pre>
 *
 * Shared by all threads that use the cache. Whoever pins it must release it to the cache.
 */
public final class CachedFile {
    /** No descriptor: the body is in memory. */
    static final int NO_DESCRIPTOR = -1;

    /** In the place of a file that is not cached: at no time fresh. */
    static final CachedFile ABSENT =
            new CachedFile(
                    new byte[0],
                    new Files.Status(false, false, 0, 0, 0, 0, 0),
                    new RenderedFile(MemorySegment.NULL, 0, "", ""),
                    NO_DESCRIPTOR,
                    0,
                    0);

    private static final int EVICTED = 1 << 31;

    /** The date is being written. */
    private static final int DATING = 1 << 30;

    private static final VarHandle PINS;

    static {
        try {
            PINS = MethodHandles.lookup().findVarHandle(CachedFile.class, "pins", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final byte[] target;
    final int hash;

    /** The target once more, if its length allows, where all else is that a request needs. */
    private final int length;

    private final long first;
    private final long second;
    private final long third;
    private final long last;
    final Files.Status status;

    /** The file behind this one in its bucket; the cache's to change, under its lock. */
    volatile CachedFile next;

    private final RenderedFile rendered;

    /** What every reply needs of status and rendered file, so that it is not looked for in them. */
    private final long size;

    private final long replyAddress;
    private final int replyLength;
    private final int descriptor;

    /** The same file for those who send it with {@code java.nio}; null before the first. */
    private volatile FileChannel channel;

    /** Pins in the lower bits, {@link #EVICTED} and {@link #DATING} in the highest. */
    @SuppressWarnings("unused") // through PINS
    private volatile int pins;

    /** The date in the head, in seconds since 1970; changes only while dating. */
    private long datedSecond;

    /** Set at every use, cleared when eviction passes over the file: its second chance. */
    private volatile boolean used = true;

    private volatile long validatedAt;

    /** How long from then it is served before it is looked at again. */
    private volatile long validMillis;

    CachedFile(
            byte[] target,
            Files.Status status,
            RenderedFile rendered,
            int descriptor,
            long nowMillis,
            long validMillis) {
        this.target = target;
        this.hash = FileCache.hash(target);
        this.length = target.length;
        this.first = word(0);
        this.second = word(Words.SIZE);
        this.third = word(2 * Words.SIZE);
        this.last = word(length - Words.SIZE);
        this.status = status;
        this.rendered = rendered;
        this.size = status.size();
        this.replyAddress = rendered.bytes().address();
        this.replyLength = rendered.length();
        this.descriptor = descriptor;
        this.validatedAt = nowMillis;
        this.validMillis = validMillis;
    }

    /** Size of the file in bytes when it was opened. */
    public long size() {
        return size;
    }

    /** The rendered reply: head, and body where it is in memory; valid while pinned. */
    MemorySegment reply() {
        return rendered.bytes();
    }

    /** Where that lies. */
    long replyAddress() {
        return replyAddress;
    }

    /** Its length in bytes. */
    int replyLength() {
        return replyLength;
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

    /**
     * Whether that is the target. Looks at no other object where it can: each is one more miss in
     * the CPU's caches.
     */
    boolean isFor(MemorySegment buffer, int start, int octets) {
        if (octets != length) {
            return false;
        }
        if (length < Words.SIZE || length > 4 * Words.SIZE) {
            return isTarget(buffer, start);
        }
        return Words.at(buffer, start) == first
                && Words.at(buffer, (long) start + length - Words.SIZE) == last
                && (length <= 2 * Words.SIZE
                        || Words.at(buffer, (long) start + Words.SIZE) == second)
                && (length <= 3 * Words.SIZE
                        || Words.at(buffer, (long) start + 2 * Words.SIZE) == third);
    }

    private boolean isTarget(MemorySegment buffer, int start) {
        for (int i = 0; i < length; i++) {
            if (target[i] != buffer.get(JAVA_BYTE, (long) start + i)) {
                return false;
            }
        }
        return true;
    }

    /** A word of the target, or 0 where it has none. */
    private long word(int position) {
        boolean there = position >= 0 && position + Words.SIZE <= length;
        return there ? Words.at(MemorySegment.ofArray(target), position) : 0;
    }

    /**
     * Has the rendered reply say the date, and go on saying it while the file is pinned. The caller
     * has it pinned.
     *
     * @return false when others have the file pinned too, who may be sending another date
     */
    boolean date(long nowMillis) {
        long second = Math.floorDiv(nowMillis, 1000);
        int seen = pins;
        if ((seen & DATING) == 0 && datedSecond == second) {
            return true;
        }
        if (seen != 1 || !PINS.compareAndSet(this, 1, 1 | DATING)) {
            return false;
        }
        byte[] date = HttpDate.ofNow(nowMillis);
        MemorySegment.copy(date, 0, reply(), JAVA_BYTE, RenderedFile.DATE_OFFSET, date.length);
        datedSecond = second;
        PINS.getAndAdd(this, -DATING);
        return true;
    }

    /**
     * A clock that was set back makes nothing fresh for longer: an age below 0 is a very large one.
     * One comparison, so that compilers see it fail with the first {@link #ABSENT} file, and need
     * not compile the loop of the server anew when some seconds later the first file has aged.
     */
    boolean isFresh(long nowMillis) {
        return Long.compareUnsigned(nowMillis - validatedAt, validMillis) < 0;
    }

    /** When it was last known to be what is on disk, in seconds since 1970. */
    long validatedSecond() {
        return validatedAt / 1000;
    }

    void validated(long nowMillis, long forMillis) {
        validMillis = forMillis;
        validatedAt = nowMillis;
    }

    /** Keeps the descriptor open until released; false when the file has just been evicted. */
    boolean pin() {
        int seen = pins;
        while (seen >= 0) {
            if (PINS.weakCompareAndSet(this, seen, seen + 1)) {
                if (!used) {
                    used = true;
                }
                return true;
            }
            seen = pins;
        }
        return false;
    }

    /** Gives back one pin; true when the file was evicted meanwhile and this was the last one. */
    boolean unpin() {
        return (int) PINS.getAndAdd(this, -1) - 1 == EVICTED;
    }

    /** Marks the file as evicted; true when nobody has it pinned. */
    boolean evict() {
        return (int) PINS.getAndBitwiseOr(this, EVICTED) == 0;
    }

    /** Whether the file was used since the last time this was asked. */
    boolean takeSecondChance() {
        boolean was = used;
        used = false;
        return was;
    }
}
