package webarch.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
    private static final int SIZE = 40_000;

    @TempDir private Path folder;

    @Test
    void aFileLeavesMemoryAndComesBack() throws IOException {
        Path file = folder.resolve("f");
        try (FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            channel.write(ByteBuffer.allocate(SIZE));
            channel.force(true);
            SystemCalls calls = new SystemCalls(arena);
            int directory = Files.openDirectory(calls, folder.toString());
            int fd = Files.openBeneath(calls, directory, "f".getBytes(StandardCharsets.UTF_8));
            long written = PageCache.pages(calls, fd);
            assumeFalse(written == -Errno.ENOSYS, "this kernel has no cachestat");
            assertEquals(10, written);

            assertEquals(0, PageCache.evict(calls, fd));
            long left = PageCache.pages(calls, fd);
            assumeFalse(left == written, "a file system that is memory evicts nothing");
            assertEquals(0, left);

            channel.read(ByteBuffer.allocate(1), 0);
            assertTrue(PageCache.pages(calls, fd) > 0);
            calls.close(fd);
            calls.close(directory);
        }
    }

    @Test
    void aClosedDescriptorIsAnError() {
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            assertEquals(-Errno.EBADF, PageCache.evict(calls, -1));
        }
    }
}
