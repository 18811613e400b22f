package webarch.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ends in one process, where a descriptor that is passed is duplicated. */
class UnixSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String name = "webarch-test-" + UUID.randomUUID();
    private final SystemCalls calls = new SystemCalls(Arena.global());
    private UnixSocket listening;
    private UnixSocket near;
    private UnixSocket far;

    @BeforeEach
    void connect() throws SystemCallException {
        listening = UnixSocket.listen(name, PATIENCE);
        near = UnixSocket.connect(name);
        far = listening.accept();
    }

    @AfterEach
    void close() {
        near.close();
        far.close();
        listening.close();
    }

    @Test
    void aListeningSocketThatWasPassedAcceptsConnections() throws IOException {
        int listener =
                Sockets.listen(
                        calls,
                        new Sockets.Listening(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                16,
                                false,
                                0,
                                0));
        near.send(new UnixSocket.Message("take this", OptionalInt.of(listener)));
        UnixSocket.Message message = far.receive().orElseThrow();
        assertEquals("take this", message.text());
        int passed = message.descriptor().orElseThrow();
        assertNotEquals(listener, passed);
        int port = Sockets.localPort(calls, listener);
        calls.close(listener);
        assertEquals(port, Sockets.localPort(calls, passed));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            int accepted = calls.accept(passed, false);
            assertTrue(accepted >= 0, "the client on port " + client.getLocalPort());
            calls.close(accepted);
        }
        calls.close(passed);
    }

    @Test
    void aDescriptorThatWasPassedIsNotInheritedByOtherPrograms() throws IOException {
        int event = calls.eventfd();
        near.send(new UnixSocket.Message("x", OptionalInt.of(event)));
        calls.close(event);
        int passed = far.receive().orElseThrow().descriptor().orElseThrow();
        String info = Files.readString(Path.of("/proc/self/fdinfo/" + passed));
        int flags = Integer.parseInt(info.lines().toList().get(1).split("\\s+", -1)[1], 8);
        assertNotEquals(0, flags & Sockets.SOCK_CLOEXEC, info);
        calls.close(passed);
    }

    @Test
    void textsArriveOneByOneAndWithoutADescriptorIfThereWasNone() throws IOException {
        near.send(new UnixSocket.Message("one", OptionalInt.empty()));
        near.send(new UnixSocket.Message("zwei µ", OptionalInt.empty()));
        assertEquals(
                Optional.of(new UnixSocket.Message("one", OptionalInt.empty())), far.receive());
        assertEquals("zwei µ", far.receive().orElseThrow().text());
    }

    @Test
    void theEndOfTheOtherEndIsNoticed() throws IOException {
        UnixSocket third = UnixSocket.connect(name);
        UnixSocket fourth = listening.accept();
        third.close();
        assertTrue(fourth.receive().isEmpty());
        SystemCallException failure =
                assertThrows(
                        SystemCallException.class,
                        () -> fourth.send(new UnixSocket.Message("x", OptionalInt.empty())));
        assertEquals(Errno.EPIPE, failure.errno());
        fourth.close();
    }

    @Test
    void eachEndKnowsTheProcessAtTheOther() throws IOException {
        assertEquals(ProcessHandle.current().pid(), near.peer());
        assertEquals(ProcessHandle.current().pid(), far.peer());
    }

    @Test
    void acceptGivesUpAfterAWhile() throws IOException {
        try (UnixSocket lonely = UnixSocket.listen(name + "-2", Duration.ofMillis(20))) {
            assertNull(lonely.accept());
        }
    }

    @Test
    void aNameIsFreeAgainWhenItsSocketIsClosed() throws IOException {
        UnixSocket.listen(name + "-3", PATIENCE).close();
        assertThrows(SystemCallException.class, () -> UnixSocket.connect(name + "-3"));
        UnixSocket.listen(name + "-3", PATIENCE).close();
        assertFalse(Files.readString(Path.of("/proc/net/unix")).contains(name + "-3"));
    }
}
