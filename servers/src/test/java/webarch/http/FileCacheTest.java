package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.linux.Errno;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

class FileCacheTest {
    private static final int INLINE = 100;
    private static final long VALIDITY = 1000;

    @TempDir private Path root;
    private final SystemCalls calls = new SystemCalls(Arena.global());
    private final MemorySegment buffer = Arena.global().allocate(1024);
    private FileCache cache;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(root.resolve("small"), "small");
        Files.writeString(root.resolve("large"), "x".repeat(INLINE + 1));
        cache = cache(8, 1 << 20);
    }

    @Test
    void aFileIsFoundAgainWithoutOpeningItAgain() throws NotServedException {
        CachedFile first = pin("/large", 0);
        assertSame(first, pin("/large", VALIDITY - 1));
        assertEquals(INLINE + 1, first.size());
    }

    @Test
    void smallBodiesAreInMemoryAndLargeOnesOpen() throws NotServedException {
        CachedFile small = pin("/small", 0);
        assertTrue(small.inMemory());
        String reply = new String(small.rendered().bytes().toArray(JAVA_BYTE), ISO_8859_1);
        assertTrue(reply.endsWith("\r\n\r\nsmall"), reply);
        CachedFile large = pin("/large", 0);
        assertEquals(INLINE + 1, calls.pread(large.descriptor(), buffer, 0, 1024, 0));
    }

    @Test
    void theDateInAReplyChangesOnlyForTheOneWhoAloneHasItPinned() throws NotServedException {
        CachedFile file = pin("/small", 0);
        assertTrue(file.date(1_999));
        CachedFile other = pin("/small", 0);
        assertTrue(other.date(1_999), "both may send it");
        assertFalse(other.date(2_000), "the first may be sending it still");
        assertEquals(HttpDate.format(1), dateOf(file));
        cache.release(calls, file);
        assertTrue(other.date(2_000));
        assertEquals(HttpDate.format(2), dateOf(other));
    }

    private static String dateOf(CachedFile file) {
        byte[] reply = file.rendered().bytes().toArray(JAVA_BYTE);
        return new String(reply, RenderedFile.DATE_OFFSET, HttpDate.LENGTH, ISO_8859_1);
    }

    @Test
    void otherSpellingsOfATargetShareOneFile() throws NotServedException {
        CachedFile file = pin("/large", 0);
        assertSame(file, pin("/large?query", 0));
        assertSame(file, pin("/%6carge", 0));
        assertSame(file, pin("/x/../large", 0));
    }

    @Test
    void anUnchangedFileIsKeptWhenItIsLookedAtAgain() throws NotServedException {
        assertSame(pin("/large", 0), pin("/large", VALIDITY));
    }

    @Test
    void aChangedFileIsReplacedOnceItIsLookedAtAgain() throws IOException, NotServedException {
        pin("/large", 0);
        CachedFile before = pin("/large", VALIDITY);
        change("large");
        assertSame(before, pin("/large", 2 * VALIDITY - 1));
        CachedFile after = pin("/large", 2 * VALIDITY);
        assertNotSame(before, after);
        assertEquals(INLINE + 2, after.size());
    }

    private void change(String file) throws IOException {
        Files.writeString(root.resolve(file), "y".repeat(INLINE + 2));
        Files.setLastModifiedTime(root.resolve(file), FileTime.fromMillis(1_000_000));
    }

    @Test
    void filesThatCameAtOnceAreNotLookedAtAgainAtOnce() throws IOException, NotServedException {
        int files = 100;
        cache = cache(files, 1 << 20);
        for (int i = 0; i < files; i++) {
            Files.writeString(root.resolve("file" + i), "x".repeat(INLINE + 1));
            pin("/file" + i, 0);
            change("file" + i);
        }
        int replaced = 0;
        for (int i = 0; i < files; i++) {
            replaced += pin("/file" + i, VALIDITY / 2).size() == INLINE + 2 ? 1 : 0;
        }
        assertTrue(files / 4 < replaced && replaced < 3 * files / 4, replaced + " replaced");
        for (int i = 0; i < files; i++) {
            assertEquals(INLINE + 2, pin("/file" + i, VALIDITY).size());
        }
    }

    @Test
    void aVanishedFileIsForgotten() throws IOException, NotServedException {
        pin("/large", 0);
        Files.delete(root.resolve("large"));
        assertEquals(Status.NOT_FOUND, status("/large", VALIDITY));
    }

    @Test
    void whatMayNotBeServedHasAStatus() throws IOException {
        Files.createDirectory(root.resolve("directory"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("/etc/hostname"));
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().onExit().join();
        assertEquals(Status.NOT_FOUND, status("/none", 0));
        assertEquals(Status.NOT_FOUND, status("/small/below", 0));
        assertEquals(Status.FORBIDDEN, status("/directory", 0));
        assertEquals(Status.FORBIDDEN, status("/link", 0));
        assertEquals(Status.FORBIDDEN, status("/pipe", 0));
        assertEquals(Status.BAD_REQUEST, status("/../etc/passwd", 0));
        Files.delete(root.resolve("link"));
    }

    @Test
    void theLeastRecentlyUsedDescriptorIsClosedWhenThereAreTooMany()
            throws IOException, NotServedException {
        cache = cache(2, 1 << 20);
        List<CachedFile> files = new ArrayList<>();
        for (String name : List.of("1", "2", "3")) {
            Files.writeString(root.resolve(name), "x".repeat(INLINE + 1));
            CachedFile file = pin("/" + name, 0);
            files.add(file);
            cache.release(calls, file);
        }
        long open = files.stream().filter(this::isOpen).count();
        assertEquals(2, open);
        assertTrue(isOpen(files.getLast()), "the newest stays");
    }

    @Test
    void anEvictedFileStaysOpenUntilItIsReleased() throws IOException, NotServedException {
        cache = cache(1, 1 << 20);
        CachedFile inUse = pin("/large", 0);
        Files.writeString(root.resolve("other"), "x".repeat(INLINE + 1));
        pin("/other", 0);
        assertTrue(isOpen(inUse));
        int descriptor = inUse.descriptor();
        cache.release(calls, inUse);
        assertEquals(-Errno.EBADF, calls.pread(descriptor, buffer, 0, 1, 0));
    }

    @Test
    void memoryIsBounded() throws IOException, NotServedException {
        cache = cache(8, 1000);
        List<CachedFile> files = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Files.writeString(root.resolve("s" + i), "small");
            files.add(pin("/s" + i, 0));
        }
        int size = files.getFirst().rendered().length();
        long kept = 0;
        for (int i = 0; i < 20; i++) {
            if (files.get(i).pin()) {
                kept++;
            }
        }
        assertEquals(1000 / size, kept);
    }

    @Test
    void threadsThatMissTogetherGetTheSameFile() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 50; round++) {
                FileCache shared = cache(8, 1 << 20);
                List<Future<CachedFile>> found = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    found.add(threads.submit(() -> pinWithOwnCalls(shared, "/large")));
                }
                CachedFile first = found.getFirst().get();
                for (Future<CachedFile> file : found) {
                    assertSame(first, file.get());
                }
                for (int i = 0; i < 8; i++) {
                    shared.release(calls, first);
                }
                assertTrue(isOpen(first));
            }
        }
    }

    private FileCache cache(int descriptors, long memory) throws SystemCallException {
        return new FileCache(
                calls,
                root.toString(),
                new FileCache.Limits(descriptors, memory, INLINE, VALIDITY));
    }

    private CachedFile pin(String target, long now) throws NotServedException {
        return pin(cache, calls, buffer, target, now);
    }

    private static CachedFile pinWithOwnCalls(FileCache cache, String target)
            throws NotServedException {
        try (Arena arena = Arena.ofConfined()) {
            return pin(cache, new SystemCalls(arena), arena.allocate(1024), target, 0);
        }
    }

    private static CachedFile pin(
            FileCache cache, SystemCalls calls, MemorySegment buffer, String target, long now)
            throws NotServedException {
        byte[] head = ("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(ISO_8859_1);
        MemorySegment.copy(MemorySegment.ofArray(head), 0, buffer, 0, head.length);
        Request request = new Request();
        assertEquals(
                RequestParser.COMPLETE,
                new RequestParser(request).parse(buffer, 0, 0, head.length));
        CachedFile hit = cache.find(buffer, request, now);
        return hit == null ? cache.load(calls, buffer, request, now) : hit;
    }

    private int status(String target, long now) {
        return assertThrows(NotServedException.class, () -> pin(target, now)).status();
    }

    private boolean isOpen(CachedFile file) {
        return calls.pread(file.descriptor(), buffer, 0, 1, 0) == 1;
    }
}
