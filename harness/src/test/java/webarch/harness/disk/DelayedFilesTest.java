package webarch.harness.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.SkippedException;

/** A device of a stated latency, mounted where this user may mount one. */
@Timeout(60)
class DelayedFilesTest {
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final long DELAY_NANOS = DELAY.toNanos();

    @TempDir Path folder;

    private Path behind;
    private Path view;

    @BeforeEach
    void folders() throws IOException {
        behind = Files.createDirectories(folder.resolve("behind/dir")).getParent();
        view = Files.createDirectory(folder.resolve("view"));
    }

    private DelayedFiles mount(int parallel) throws IOException {
        try {
            return new DelayedFiles(view, behind, new Device(DELAY, parallel));
        } catch (SkippedException reason) {
            return abort(reason.getMessage());
        }
    }

    private byte[] file(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(behind.resolve("dir").resolve(name), content);
        return content;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Test
    void aFileIsReadAsItIsAndOnlyTheFirstReadTakesItsTime() throws IOException {
        byte[] content = file("f", 300_000);
        try (DelayedFiles device = mount(2)) {
            long begun = System.nanoTime();
            assertArrayEquals(content, read(view.resolve("dir/f")));
            assertTrue(System.nanoTime() - begun >= DELAY_NANOS);
            DeviceReads first = device.reads();
            assertEquals(300_000, first.bytes());
            assertTrue(first.latencyMicros() >= DELAY_NANOS / 1e3, first::toString);

            assertArrayEquals(content, read(view.resolve("dir/f")));
            assertEquals(first, device.reads(), "what is in memory is not read again");
            assertFalse(Files.exists(view.resolve("dir/g")));
        }
        assertFalse(Files.exists(view.resolve("dir/f")), "it is unmounted");
    }

    @Test
    void asManyReadersAsStatedWaitSideBySide() throws Exception {
        for (int i = 0; i < 8; i++) {
            file("f" + i, 1000 + i);
        }
        try (DelayedFiles device = mount(8)) {
            long begun = System.nanoTime();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Path file = view.resolve("dir/f" + i);
                readers.add(Thread.ofPlatform().start(() -> read(file)));
            }
            for (Thread reader : readers) {
                reader.join();
            }
            long took = System.nanoTime() - begun;
            assertEquals(8, device.reads().reads());
            assertTrue(took < 7 * DELAY_NANOS, "one after the other: " + took / 1e6 + " ms");
        }
    }

    @Test
    void aSingleReadAtATimeQueuesTheOthers() throws Exception {
        file("a", 1000);
        file("b", 1000);
        try (DelayedFiles _ = mount(1)) {
            long begun = System.nanoTime();
            Thread other = Thread.ofPlatform().start(() -> read(view.resolve("dir/a")));
            read(view.resolve("dir/b"));
            other.join();
            assertTrue(System.nanoTime() - begun >= 2 * DELAY_NANOS);
        }
    }

    @Test
    void theDelayCanBeLeftOutWhileMemoryIsFilled() throws IOException {
        byte[] content = file("f", 50_000);
        try (DelayedFiles device = mount(1)) {
            device.slow(false);
            assertArrayEquals(content, read(view.resolve("dir/f")));
            assertEquals(0, device.reads().reads());
        }
    }
}
