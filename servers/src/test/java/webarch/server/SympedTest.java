package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of several processes, as processes. */
class SympedTest {
    @TempDir private static Path folder;

    /** One that no test does any harm to. */
    private static ProcessGroup unharmed;

    @BeforeAll
    static void startOne() throws IOException {
        unharmed = start("userver", 3, "--counters", folder.resolve("counters").toString());
    }

    @AfterAll
    static void stopIt() throws InterruptedException {
        stop(unharmed);
    }

    @Test
    void whenItIsReadyAllChildrenListenOnTheOneSocketAndHaveNoOtherOfTheirParent()
            throws IOException {
        try (ProcessGroup server = start("userver", 2)) {
            String listener = server.listener();
            Set<String> parents = ProcessGroup.sockets(server.process().toHandle());
            assertTrue(parents.contains(listener));
            assertEquals(2, server.children().size());
            for (ProcessHandle child : server.children()) {
                Set<String> sockets = ProcessGroup.sockets(child);
                assertEquals(2, sockets.size(), "the listening socket and the life line");
                sockets.retainAll(parents);
                assertEquals(Set.of(listener), sockets);
            }
        }
    }

    @Test
    void allChildrenServeFilesAndCountInOneFile() throws IOException {
        Map<ProcessHandle, RawClient> clients = unharmed.clientOfEach(3);
        Counters counters = Counters.join(folder.resolve("counters"));
        long before = counters.total(Counter.REQUESTS);
        for (RawClient client : clients.values()) {
            assertArrayEquals(
                    Files.readAllBytes(LiveServer.ROOT.resolve("f65536")),
                    client.get("/f65536").body());
            client.close();
        }
        assertEquals(before + 3, counters.total(Counter.REQUESTS));
    }

    @Test
    void childrenTakeTurnsInAcceptingFromTheOneSocket() throws IOException {
        Map<ProcessHandle, Integer> accepted = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            try (RawClient client = unharmed.connect()) {
                assertEquals(200, client.get("/f1").status());
                accepted.merge(unharmed.owner(client).orElseThrow(), 1, Integer::sum);
            }
        }
        assertEquals(3, accepted.size());
        assertTrue(Collections.min(accepted.values()) >= 2, accepted.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"userver", "userver --listener reuseport", "watpipe --listener reuseport"})
    void aChildThatIsKilledComesBackAndTheConnectionsOfTheOthersGoOn(String variant)
            throws Exception {
        try (ProcessGroup server = start(variant, 2)) {
            Map<ProcessHandle, RawClient> clients = server.clientOfEach(2);
            List<ProcessHandle> children = List.copyOf(clients.keySet());
            assertTrue(children.get(0).destroyForcibly());
            assertTrue(hasEnded(clients.get(children.get(0))));
            // Until all of its sockets are closed, a listener of its own takes connections with it.
            children.get(0).onExit().join();
            assertEquals(200, clients.get(children.get(1)).get("/f65536").status());
            Map<ProcessHandle, RawClient> later = server.clientOfEach(2);
            assertFalse(later.containsKey(children.get(0)));
            assertEquals(200, clients.get(children.get(1)).get("/f100").status());
            stop(server);
            assertEquals(
                    List.of(
                            "webarch serve: process "
                                    + children.get(0).pid()
                                    + " has ended with exit code 137, another takes its place"),
                    server.process().errorReader(UTF_8).lines().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userver", "knot", "watpipe"})
    void aChildThatIsToldToEndLeavesTheOthersListening(String variant) throws Exception {
        try (ProcessGroup server = start(variant, 2)) {
            Map<ProcessHandle, RawClient> clients = server.clientOfEach(2);
            List<ProcessHandle> children = List.copyOf(clients.keySet());
            assertTrue(children.get(0).destroy());
            assertTrue(hasEnded(clients.get(children.get(0))));
            for (int i = 0; i < 20; i++) {
                try (RawClient next = server.connect()) {
                    assertEquals(200, next.get("/f100").status());
                }
            }
            assertEquals(200, clients.get(children.get(1)).get("/f100").status());
            assertEquals(2, server.clientOfEach(2).size());
            stop(server);
        }
    }

    @Test
    void aChildWithoutRoomLeavesConnectionsToTheOthers() throws Exception {
        try (ProcessGroup server = start("userver", 2, "--max-connections", "1")) {
            RawClient first = server.connect();
            assertEquals(200, first.get("/f1").status());
            try (RawClient second = server.connect();
                    RawClient third = server.connect()) {
                assertEquals(200, second.get("/f1").status());
                third.send("GET /f100 HTTP/1.1|Host: x||");
                assertEquals(200, second.get("/f1").status());
                first.close();
                assertEquals(200, third.read().status());
            }
        }
    }

    @Test
    void childrenEndWithTheirParentHoweverItEnds() throws Exception {
        try (ProcessGroup server = start("userver", 2)) {
            Set<ProcessHandle> children = server.children();
            server.process().destroyForcibly().waitFor();
            children.forEach(child -> child.onExit().join());
            assertEquals(2, children.size());
        }
    }

    @Test
    void aServerWhoseChildrenKeepDyingGivesUp() throws Exception {
        try (ProcessGroup server = start("userver", 2)) {
            while (server.process().isAlive()) {
                server.children().forEach(ProcessHandle::destroyForcibly);
            }
            assertEquals(70, server.process().waitFor());
            List<String> lines = server.process().errorReader(UTF_8).lines().toList();
            assertEquals(
                    "webarch serve: 5 processes in a row have died within 5 s", lines.getLast());
        }
    }

    private static ProcessGroup start(String variant, int processes, String... options)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--root", LiveServer.ROOT.toString(), "--port", "0"));
        words.addAll(List.of("--processes", Integer.toString(processes)));
        words.addAll(List.of(options));
        return new ProcessGroup(variant, words.toArray(String[]::new));
    }

    /** Whether the server has closed or reset the connection, waiting for it if need be. */
    private static boolean hasEnded(RawClient client) throws IOException {
        try {
            return client.isClosedByServer();
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Ends the server as a user does, and sees that nothing is left of it. */
    private static void stop(ProcessGroup server) throws InterruptedException {
        Set<Long> children =
                server.children().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
        server.process().toHandle().destroy();
        assertEquals(0, server.process().waitFor());
        for (long child : children) {
            assertFalse(Files.exists(Path.of("/proc", Long.toString(child))));
        }
    }
}
