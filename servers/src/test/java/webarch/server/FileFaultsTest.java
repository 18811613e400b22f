package webarch.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Files that change while they are being sent: what arrives is the announced length, or the
 * connection is closed before. The next request, once the cached file is looked at again, sees what
 * there is then.
 */
class FileFaultsTest {
    static final List<String> OURS = Variants.OURS;

    /** Those that serve somebody else while a client does not read. */
    static final List<String> NON_BLOCKING =
            OURS.stream().filter(variant -> !variant.contains("blocking")).toList();

    private static final int SIZE = 600_000;

    @TempDir private Path root;
    private final byte[] before = content(1, SIZE);
    private final byte[] after = content(2, SIZE + 1);
    private Path file;

    @BeforeEach
    void createFile() throws IOException {
        file = root.resolve("file");
        Files.write(file, before);
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aTruncatedFileEndsTheConnectionBeforeTheLengthAnnounced(String server) throws Exception {
        LiveServer live = start(server);
        try (RawClient client = new RawClient(live.port(), 4096)) {
            byte[] sent = bodySentWhile(client, () -> truncate(200_000));
            assertTrue(sent.length < SIZE, sent.length + " bytes");
            assertArrayEquals(Arrays.copyOf(before, sent.length), sent);
        }
        assertArrayEquals(Arrays.copyOf(before, 200_000), next(live).body());
        live.stop();
        assertEquals(1, live.counters().total(Counter.ABORTS));
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aFileThatGrowsIsSentWithTheLengthAnnounced(String server) throws Exception {
        LiveServer live = start(server);
        try (RawClient client = new RawClient(live.port(), 4096)) {
            RawClient.Event growth = () -> Files.write(file, after, StandardOpenOption.APPEND);
            assertArrayEquals(before, bodySentWhile(client, growth));
            assertEquals(2 * SIZE + 1, client.get("/file").body().length);
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aReplacedFileIsSentAsItWasAndTheNextRequestGetsTheNewOne(String server) throws Exception {
        LiveServer live = start(server);
        try (RawClient client = new RawClient(live.port(), 4096)) {
            assertArrayEquals(before, bodySentWhile(client, this::replace));
            assertArrayEquals(after, client.get("/file").body());
        }
        live.stop();
    }

    /** Its memory is given back only when the last reply out of it is sent. */
    @ParameterizedTest
    @FieldSource("NON_BLOCKING")
    void aReplacedFileInMemoryIsSentAsItWas(String server) throws Exception {
        LiveServer live = start(server, "--inline=" + (SIZE + 1));
        try (RawClient client = new RawClient(live.port(), 4096)) {
            RawClient.Event change =
                    () -> {
                        replace();
                        assertArrayEquals(after, next(live).body());
                    };
            assertArrayEquals(before, bodySentWhile(client, change));
            assertArrayEquals(after, client.get("/file").body());
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aDeletedFileIsSentAsItWasAndTheNextRequestFindsNone(String server) throws Exception {
        LiveServer live = start(server);
        try (RawClient client = new RawClient(live.port(), 4096)) {
            assertArrayEquals(before, bodySentWhile(client, () -> Files.delete(file)));
            assertEquals(404, client.get("/file").status());
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aFileThatHasBecomeALinkOutOfTheRootIsForbidden(String server) throws Exception {
        LiveServer live = start(server);
        try (RawClient client = new RawClient(live.port(), 4096)) {
            RawClient.Event change =
                    () -> {
                        Files.delete(file);
                        Files.createSymbolicLink(file, Path.of("/etc/passwd"));
                    };
            assertArrayEquals(before, bodySentWhile(client, change));
            assertEquals(403, client.get("/file").status());
        }
        live.stop();
    }

    /**
     * Of one server, because opening is the same code in all. As root, it runs without the
     * capability to read what permissions forbid.
     */
    @Test
    void aFileMadeUnreadableIsSentToTheEndAndThenForbidden() throws Exception {
        boolean isRoot = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        List<String> asPlainUser =
                List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
        try (ServerProcess live =
                        new ServerProcess(
                                isRoot ? asPlainUser : List.of(),
                                "userver",
                                "--root=" + root,
                                "--cache-validity=0",
                                "--send-buffer=4096");
                RawClient client = new RawClient(live.port(), 4096)) {
            RawClient.Event change =
                    () ->
                            Files.setPosixFilePermissions(
                                    file, PosixFilePermissions.fromString("---------"));
            assertArrayEquals(before, bodySentWhile(client, change));
            assertEquals(403, client.get("/file").status());
        }
    }

    private LiveServer start(String server, String... more) {
        List<String> options = new ArrayList<>(List.of("--cache-validity=0", "--send-buffer=4096"));
        options.addAll(List.of(more));
        return LiveServer.startBelow(root, server, options.toArray(String[]::new));
    }

    /** Asks for the file, changes it once the first bytes are there, and takes the rest. */
    private static byte[] bodySentWhile(RawClient client, RawClient.Event change)
            throws IOException {
        client.send("GET /file HTTP/1.1|Host: x||");
        return client.bodyWhile(change);
    }

    private static RawClient.Answer next(LiveServer live) throws IOException {
        try (RawClient client = new RawClient(live.port())) {
            return client.get("/file");
        }
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void replace() throws IOException {
        Path other = root.resolve("other");
        Files.write(other, after);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] content(long seed, int size) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }
}
