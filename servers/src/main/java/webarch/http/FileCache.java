package webarch.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import webarch.linux.Errno;
import webarch.linux.Files;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/**
 * Files below one directory, by request target.
 *
 * <pre>
 *   find(target) ──fresh hit─────────────────────────────────► file, pinned
 *        │ miss, or not validated for a while: null
 *        ▼
 *   load(target)
 *   decode, open, describe ──same file as before─────────────► file, pinned
 *        │ new or changed
 *        ▼
 *   read the body if small, insert, evict what is over ──────► file, pinned
 * </pre>
 *
 * Thread-safe: hits take no lock; a miss reads the disk outside the lock, so it delays only the
 * thread that missed. A file in use is never closed: an evicted one lives until its last release.
 */
public final class FileCache {
    /**
     * How much the cache may hold.
     *
     * @param descriptors files kept open
     * @param memoryBytes bodies and heads kept in memory
     * @param inlineBytes largest body kept in memory
     * @param validityMillis how long a file is served before it is looked at again, at most
     */
    public record Limits(int descriptors, long memoryBytes, int inlineBytes, long validityMillis) {}

    private static final int BUCKETS = 1 << 16;

    /** How many files give up their descriptors when the process has run out of them. */
    private static final int RELIEF = 16;

    private final AtomicReferenceArray<CachedFile> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Limits limits;
    private final int root;
    private final SecondChanceQueue opened;
    private final SecondChanceQueue inMemory;

    /** Opens the directory {@code root}, below which everything is found. */
    public FileCache(SystemCalls calls, String root, Limits limits) throws SystemCallException {
        this.limits = limits;
        this.root = SystemCallException.check(root, Files.openDirectory(calls, root));
        this.opened = new SecondChanceQueue(limits.descriptors(), _ -> 1);
        this.inMemory =
                new SecondChanceQueue(limits.memoryBytes(), file -> file.rendered().length());
    }

    /** Continues the hash of a target by one byte; begins with 0. */
    static int hash(int hash, int octet) {
        return 31 * hash + octet;
    }

    static int hash(byte[] target) {
        int hash = 0;
        for (byte octet : target) {
            hash = hash(hash, Byte.toUnsignedInt(octet));
        }
        return hash;
    }

    /**
     * Pins the file of a request if it is at hand; never waits for the disk.
     *
     * @param buffer where the request lies
     * @return null when {@link #load} must look for it
     */
    public CachedFile find(MemorySegment buffer, Request request, long nowMillis) {
        CachedFile known =
                find(buffer, request.targetStart(), request.targetLength(), request.targetHash());
        CachedFile hit = known == null ? CachedFile.ABSENT : known;
        return hit.isFresh(nowMillis) && hit.pin() ? hit : null;
    }

    /**
     * Opens the file of a request, or finds that what is cached is still right, and pins it.
     *
     * @param buffer where the request lies
     * @throws NotServedException when there is no such file, or it may not be served
     */
    public CachedFile load(SystemCalls calls, MemorySegment buffer, Request request, long nowMillis)
            throws NotServedException {
        return load(calls, Request.text(buffer, request.targetStart, request.targetEnd), nowMillis);
    }

    /** Gives back a pinned file. */
    public void release(SystemCalls calls, CachedFile file) {
        if (file.unpin()) {
            close(calls, file);
        }
    }

    private CachedFile find(MemorySegment buffer, int start, int length, int hash) {
        CachedFile file = buckets.getAcquire(bucket(hash));
        while (file != null && (file.hash != hash || !file.isFor(buffer, start, length))) {
            file = file.next;
        }
        return file;
    }

    private CachedFile find(byte[] target) {
        int hash = hash(target);
        CachedFile file = buckets.getAcquire(bucket(hash));
        while (file != null && (file.hash != hash || !Arrays.equals(file.target, target))) {
            file = file.next;
        }
        return file;
    }

    private CachedFile load(SystemCalls calls, String target, long nowMillis)
            throws NotServedException {
        byte[] path = TargetPath.decode(target);
        byte[] canonical = canonical(path);
        CachedFile known = find(canonical);
        if (known != null && known.isFresh(nowMillis) && known.pin()) {
            return known;
        }
        int descriptor = open(calls, path);
        if (descriptor < 0) {
            forget(calls, known);
            throw new NotServedException(statusOf(-descriptor));
        }
        Files.Status status = Files.status(calls, descriptor);
        if (status == null || !status.regular()) {
            calls.close(descriptor);
            throw new NotServedException(status == null ? Status.INTERNAL_ERROR : Status.FORBIDDEN);
        }
        if (known != null && known.status.equals(status) && known.pin()) {
            calls.close(descriptor);
            known.validated(nowMillis, limits.validityMillis());
            return known;
        }
        return insert(calls, describe(calls, canonical, descriptor, status, nowMillis), known);
    }

    /**
     * The target under which a path is filed: the plainest one that means it. A path with an octet
     * that means something else in a target is filed under what no request can ask for, so that
     * {@code /a%20b}, which means {@code a b}, does not find a file whose name is {@code a%20b}.
     */
    private static byte[] canonical(byte[] path) {
        byte[] canonical = new byte[path.length + 1];
        canonical[0] = '/';
        System.arraycopy(path, 0, canonical, 1, path.length);
        for (byte octet : path) {
            if (octet == '%' || octet == '?' || octet == '#') {
                canonical[0] = 0;
            }
        }
        return canonical;
    }

    private int open(SystemCalls calls, byte[] path) {
        int descriptor = Files.openBeneath(calls, root, path);
        if (descriptor == -Errno.EMFILE || descriptor == -Errno.ENFILE) {
            relieve(calls);
            descriptor = Files.openBeneath(calls, root, path);
        }
        return descriptor;
    }

    private static int statusOf(int errno) {
        return switch (errno) {
            case Errno.ENOENT, Errno.ENOTDIR, Errno.ENAMETOOLONG -> Status.NOT_FOUND;
            case Errno.EACCES, Errno.EPERM, Errno.EXDEV, Errno.ELOOP -> Status.FORBIDDEN;
            case Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.EAGAIN -> Status.UNAVAILABLE;
            default -> Status.INTERNAL_ERROR;
        };
    }

    private CachedFile describe(
            SystemCalls calls, byte[] target, int descriptor, Files.Status status, long nowMillis)
            throws NotServedException {
        boolean small = status.size() <= limits.inlineBytes();
        int bodyLength = small ? (int) status.size() : 0;
        String path = new String(target, StandardCharsets.ISO_8859_1);
        RenderedFile rendered = RenderedFile.of(calls, path, status, bodyLength);
        if (!small) {
            return new CachedFile(
                    target, status, rendered, descriptor, nowMillis, firstValidity(target));
        }
        boolean whole = read(calls, descriptor, rendered, bodyLength);
        calls.close(descriptor);
        if (!whole) {
            rendered.free(calls);
            throw new NotServedException(Status.INTERNAL_ERROR);
        }
        return new CachedFile(
                target,
                status,
                rendered,
                CachedFile.NO_DESCRIPTOR,
                nowMillis,
                firstValidity(target));
    }

    /**
     * Shorter than later ones, by another part for each file, so that files that came at once, when
     * a load begins, are not all looked at again at once. Names differ little and so do their
     * hashes, which a multiplication spreads (Knuth, The Art of Computer Programming, volume 3,
     * section 6.4).
     */
    private long firstValidity(byte[] target) {
        int part = (hash(target) * 0x9E3779B9) >>> 16;
        return (limits.validityMillis() * (part + 1)) >>> 16;
    }

    /** Reads a body into its place behind the head; false when the file is shorter than it was. */
    private static boolean read(
            SystemCalls calls, int descriptor, RenderedFile rendered, int length) {
        int done = 0;
        while (done < length) {
            int count =
                    calls.pread(
                            descriptor,
                            rendered.bytes(),
                            (long) rendered.headLength() + done,
                            (long) length - done,
                            done);
            if (count <= 0 && count != -Errno.EINTR) {
                return false;
            }
            done += Math.max(count, 0);
        }
        return true;
    }

    /** Puts a new file in the place of a stale one, unless another thread has been faster. */
    private CachedFile insert(SystemCalls calls, CachedFile file, CachedFile stale) {
        lock.lock();
        try {
            CachedFile present = find(file.target);
            if (present != null && present != stale && present.pin()) {
                close(calls, file);
                return present;
            }
            if (present != null) {
                drop(calls, present);
            }
            file.pin();
            int bucket = bucket(file.hash);
            file.next = buckets.get(bucket);
            buckets.setRelease(bucket, file);
            queue(file).add(file);
            while (queue(file).isOver()) {
                evict(calls, queue(file).next());
            }
            return file;
        } finally {
            lock.unlock();
        }
    }

    private void forget(SystemCalls calls, CachedFile file) {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            if (find(file.target) == file) {
                drop(calls, file);
            }
        } finally {
            lock.unlock();
        }
    }

    private void relieve(SystemCalls calls) {
        lock.lock();
        try {
            for (int i = 0; i < RELIEF; i++) {
                evict(calls, opened.next());
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(SystemCalls calls, CachedFile file) {
        queue(file).remove(file);
        evict(calls, file);
    }

    private void evict(SystemCalls calls, CachedFile file) {
        if (file == null) {
            return;
        }
        unlink(file);
        if (file.evict()) {
            close(calls, file);
        }
    }

    /** A reader that stands on the file still finds the rest of the bucket behind it. */
    private void unlink(CachedFile file) {
        int bucket = bucket(file.hash);
        CachedFile before = buckets.get(bucket);
        if (before == file) {
            buckets.setRelease(bucket, file.next);
            return;
        }
        while (before != null && before.next != file) {
            before = before.next;
        }
        if (before != null) {
            before.next = file.next;
        }
    }

    private SecondChanceQueue queue(CachedFile file) {
        return file.inMemory() ? inMemory : opened;
    }

    private static int bucket(int hash) {
        return (hash ^ hash >>> 16) & (BUCKETS - 1);
    }

    private static void close(SystemCalls calls, CachedFile file) {
        if (!file.inMemory()) {
            calls.close(file.descriptor());
        }
        file.rendered().free(calls);
        file.closeChannel();
    }
}
