package webarch.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir private Path folder;
    private Path root;
    private final SystemCalls calls = new SystemCalls(Arena.global());
    private int directory;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.writeString(folder.resolve("secret"), "outside");
        Files.writeString(root.resolve("file"), "inside");
        directory = webarch.linux.Files.openDirectory(calls, root.toString());
        assertTrue(directory >= 0);
    }

    @AfterEach
    void close() {
        calls.close(directory);
    }

    @Test
    void aFileIsDescribedAsItIs() throws IOException {
        Instant modified = Instant.ofEpochSecond(1_000_000_000, 123_456_789);
        Files.setLastModifiedTime(root.resolve("file"), FileTime.from(modified));
        int file = openBeneath("file");
        webarch.linux.Files.Status status = webarch.linux.Files.status(calls, file);
        calls.close(file);
        assertTrue(status.regular());
        assertFalse(status.directory());
        assertEquals(6, status.size());
        assertEquals(1_000_000_000, status.modifiedSeconds());
        assertEquals(123_456_789, status.modifiedNanos());
        assertEquals(Files.getAttribute(root.resolve("file"), "unix:ino"), status.inode());
    }

    @Test
    void aDirectoryIsNoRegularFile() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        int sub = openBeneath("sub");
        webarch.linux.Files.Status status = webarch.linux.Files.status(calls, sub);
        calls.close(sub);
        assertTrue(status.directory());
        assertFalse(status.regular());
    }

    @Test
    void aMissingFileIsAnErrorNumber() {
        assertEquals(-Errno.ENOENT, openBeneath("missing"));
    }

    @Test
    void noPathLeadsOutOfTheDirectory() throws IOException {
        Files.createSymbolicLink(root.resolve("up"), Path.of("../secret"));
        Files.createSymbolicLink(root.resolve("away"), folder.resolve("secret"));
        assertEquals(-Errno.EXDEV, openBeneath("../secret"));
        assertEquals(-Errno.EXDEV, openBeneath("up"));
        assertEquals(-Errno.EXDEV, openBeneath("away"));
        assertEquals(-Errno.EXDEV, openBeneath(folder.resolve("secret").toString()));
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
        int file = openBeneath("link");
        assertTrue(file >= 0);
        calls.close(file);
    }

    @Test
    void aMissingDirectoryIsAnErrorNumber() {
        assertEquals(
                -Errno.ENOENT,
                webarch.linux.Files.openDirectory(calls, folder.resolve("none").toString()));
    }

    private int openBeneath(String path) {
        return webarch.linux.Files.openBeneath(calls, directory, path.getBytes(UTF_8));
    }
}
