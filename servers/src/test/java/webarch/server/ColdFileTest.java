package webarch.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A file that is not in memory stalls what the architecture says it stalls, and nothing else. The
 * disk is a file system whose opens and reads take until they are released.
 */
class ColdFileTest {
    /** What becomes of other connections, which ask for a file that is cached. */
    enum Others {
        STALL(Duration.ofMillis(200)),
        SOME_STALL(Duration.ofSeconds(3)),
        GO_ON(Duration.ofSeconds(10));

        /** How long their answers are waited for. */
        private final Duration patience;

        Others(Duration patience) {
            this.patience = patience;
        }
    }

    /** The step that the disk holds up. */
    enum Step {
        /** The open of any file. */
        OPEN("small", HeldFiles.Operation.OPEN),
        /** The read of a small file into the cache. */
        LOAD("small", HeldFiles.Operation.READ),
        /** The read of a large file by sendfile, or into the buffer that is then sent. */
        SEND("large", HeldFiles.Operation.READ);

        private final String file;
        private final HeldFiles.Operation operation;

        Step(String file, HeldFiles.Operation operation) {
            this.file = file;
            this.operation = operation;
        }
    }

    /**
     * A statement about an architecture.
     *
     * @param variant command line of the server
     * @param step what is held up
     * @param clients how many clients ask for a file that is held
     * @param held how many of their operations reach the disk
     * @param others what becomes of the others meanwhile
     */
    record Statement(String variant, Step step, int clients, int held, Others others) {}

    static final List<Statement> STATEMENTS =
            List.of(
                    new Statement("userver", Step.OPEN, 1, 1, Others.STALL),
                    new Statement("userver", Step.LOAD, 1, 1, Others.STALL),
                    new Statement("userver", Step.SEND, 1, 1, Others.STALL),
                    new Statement("userver --body write", Step.SEND, 1, 1, Others.STALL),
                    new Statement("knot", Step.OPEN, 1, 1, Others.STALL),
                    new Statement("knot", Step.LOAD, 1, 1, Others.STALL),
                    new Statement("knot", Step.SEND, 1, 1, Others.STALL),
                    new Statement("watpipe", Step.OPEN, 1, 1, Others.STALL),
                    new Statement("watpipe", Step.LOAD, 1, 1, Others.STALL),
                    new Statement("watpipe", Step.SEND, 1, 1, Others.STALL),
                    new Statement("userver --loops 2", Step.OPEN, 1, 1, Others.SOME_STALL),
                    new Statement("userver --loops 2", Step.LOAD, 1, 1, Others.SOME_STALL),
                    new Statement("userver --loops 2", Step.SEND, 1, 1, Others.SOME_STALL),
                    new Statement(
                            "userver --loops 2 --listener reuseport",
                            Step.SEND,
                            1,
                            1,
                            Others.SOME_STALL),
                    new Statement(
                            "userver --loops 2 --sockets blocking",
                            Step.SEND,
                            1,
                            1,
                            Others.SOME_STALL),
                    new Statement(
                            "userver --loops 2 --cache private",
                            Step.LOAD,
                            1,
                            1,
                            Others.SOME_STALL),
                    new Statement("userver --processes 2", Step.OPEN, 1, 1, Others.SOME_STALL),
                    new Statement("userver --processes 2", Step.SEND, 1, 1, Others.SOME_STALL),
                    new Statement("knot --scheduler jdk", Step.OPEN, 1, 1, Others.STALL),
                    new Statement("knot --scheduler jdk", Step.SEND, 1, 1, Others.STALL),
                    new Statement("knot --scheduler jdk --io nio", Step.OPEN, 1, 1, Others.STALL),
                    new Statement("knot --scheduler jdk --io nio", Step.SEND, 1, 1, Others.STALL),
                    new Statement("knot --carriers 2", Step.SEND, 1, 1, Others.SOME_STALL),
                    new Statement("knot --file-workers 2", Step.OPEN, 1, 1, Others.GO_ON),
                    new Statement("knot --file-workers 2", Step.LOAD, 1, 1, Others.GO_ON),
                    new Statement("knot --file-workers 2", Step.SEND, 1, 1, Others.GO_ON),
                    new Statement("knot --file-workers 2", Step.SEND, 2, 2, Others.GO_ON),
                    new Statement("knot --file-workers 2", Step.SEND, 3, 2, Others.GO_ON),
                    new Statement(
                            "knot --file-workers 2 --sockets blocking",
                            Step.SEND,
                            3,
                            2,
                            Others.GO_ON),
                    new Statement(
                            "knot --scheduler jdk --file-workers 2", Step.SEND, 3, 2, Others.GO_ON),
                    new Statement("watpipe --writers 2", Step.SEND, 1, 1, Others.GO_ON),
                    new Statement("watpipe --writers 2", Step.SEND, 2, 2, Others.STALL),
                    new Statement("watpipe --readers 2", Step.OPEN, 1, 1, Others.GO_ON),
                    new Statement("watpipe --readers 2", Step.LOAD, 1, 1, Others.GO_ON),
                    new Statement("watpipe --readers 2", Step.LOAD, 2, 2, Others.STALL),
                    new Statement("watpipe --workers 2", Step.SEND, 1, 1, Others.GO_ON),
                    new Statement("watpipe --workers 2", Step.SEND, 2, 2, Others.STALL),
                    new Statement("watpipe --sockets blocking", Step.SEND, 1, 1, Others.STALL));

    static final List<String> OURS = Variants.OURS;

    private static final int OTHERS = 16;
    private static final int FILES_A_STEP = 4;

    @TempDir private static Path root;
    private static HeldFiles disk;
    private static final Map<String, byte[]> FILES = files();

    @BeforeAll
    static void mount() throws IOException {
        Files.writeString(root.resolve("cached"), "cached");
        try {
            disk = new HeldFiles(Files.createDirectory(root.resolve("disk")), FILES);
        } catch (IOException cannot) {
            abort("no file system in user space: " + cannot.getMessage());
        }
    }

    @AfterAll
    static void unmount() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }

    @ParameterizedTest
    @FieldSource("STATEMENTS")
    void aColdFileStallsWhatItMust(Statement statement) throws Exception {
        if (statement.variant.contains("--processes") || statement.variant.contains("jdk")) {
            // with the JDK's scheduler, whose carriers are those of a whole JVM, it needs one for
            // itself
            try (ServerProcess server =
                    ServerProcess.start(statement.variant, "--root=" + root, "--accepts=1")) {
                stallsWhatItMust(server.port(), statement);
            } finally {
                disk.release();
            }
        } else {
            LiveServer live = LiveServer.startBelow(root, statement.variant);
            try {
                stallsWhatItMust(live.port(), statement);
            } finally {
                disk.release(); // or what fails here is held against the next
                live.stop();
            }
        }
    }

    private static void stallsWhatItMust(int port, Statement statement) throws Exception {
        List<RawClient> others = new ArrayList<>();
        List<RawClient> cold = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            RawClient other = new RawClient(port);
            others.add(other);
            assertEquals(200, other.get("/cached").status());
        }
        for (int i = 0; i < statement.clients; i++) {
            String name = statement.step.file + i;
            disk.hold(name, statement.step.operation);
            cold.add(new RawClient(port));
            cold.getLast().send("GET /disk/" + name + " HTTP/1.1|Host: x||");
            disk.awaitHeld(Math.min(i + 1, statement.held));
        }
        for (RawClient other : others) {
            other.send("GET /cached HTTP/1.1|Host: x||");
        }
        List<RawClient> stalled = stalled(others, statement.others);
        switch (statement.others) {
            case STALL -> assertEquals(OTHERS, stalled.size());
            case GO_ON -> assertEquals(0, stalled.size());
            case SOME_STALL -> {
                assertTrue(stalled.size() < OTHERS, "all stall");
                assertFalse(stalled.isEmpty(), "none stalls");
            }
        }
        assertEquals(statement.held, disk.heldNow());
        disk.release();
        for (RawClient other : stalled) {
            assertEquals(200, other.read().status(), "goes on when the disk does");
        }
        for (int i = 0; i < statement.clients; i++) {
            byte[] expected = FILES.get(statement.step.file + i);
            assertArrayEquals(expected, cold.get(i).read().body());
        }
        for (RawClient client : others) {
            client.close();
        }
        for (RawClient client : cold) {
            client.close();
        }
    }

    /** Those that have no answer in time; the answers of the rest are read. */
    private static List<RawClient> stalled(List<RawClient> clients, Others expected)
            throws IOException {
        long until = System.nanoTime() + expected.patience.toNanos();
        List<RawClient> stalled = new ArrayList<>();
        for (RawClient client : clients) {
            long left = (until - System.nanoTime()) / 1_000_000;
            client.socket().setSoTimeout((int) Math.max(1, left));
            try {
                assertEquals(200, client.read().status());
            } catch (SocketTimeoutException none) {
                stalled.add(client);
            }
            client.socket().setSoTimeout(10_000);
        }
        return stalled;
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void aDiskThatFailsInTheMiddleOfAFileEndsTheConnection(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        disk.breakAt("broken", 400_000);
        try (RawClient client = new RawClient(live.port())) {
            client.send("GET /disk/broken HTTP/1.1|Host: x||");
            byte[] sent = client.bodyWhile(() -> {});
            assertTrue(sent.length <= 400_000, sent.length + " bytes");
            assertArrayEquals(Arrays.copyOf(FILES.get("broken"), sent.length), sent);
        }
        live.stop();
        assertEquals(1, live.counters().total(Counter.ABORTS));
    }

    private static Map<String, byte[]> files() {
        Random random = new Random(3);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < FILES_A_STEP; i++) {
            files.put("small" + i, content(random, 1000 + i));
            files.put("large" + i, content(random, 500_000 + i));
        }
        files.put("broken", content(random, 1_000_000));
        return files;
    }

    private static byte[] content(Random random, int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }
}
