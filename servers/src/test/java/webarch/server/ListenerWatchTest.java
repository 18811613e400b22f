package webarch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import webarch.linux.Epoll;
import webarch.linux.Errno;
import webarch.linux.Sockets;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/** Two loops at one listening socket, the first being another's. */
class ListenerWatchTest {
    private final SystemCalls calls = new SystemCalls(Arena.global());
    private int listener;
    private Epoll first;
    private Epoll second;
    private ListenerWatch watch;

    @BeforeEach
    void listen() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listener = Sockets.listen(calls, new Sockets.Listening(anyPort, 16, false, 0, 0));
        first = new Epoll(calls, Arena.global(), 4);
        second = new Epoll(calls, Arena.global(), 4);
        new ListenerWatch(first, listener, false, true).resume(calls);
        watch = new ListenerWatch(second, listener, false, true);
        watch.resume(calls);
    }

    @AfterEach
    void close() {
        calls.close(listener);
        first.close(calls);
        second.close(calls);
    }

    @Test
    void aConnectionThatAnotherLoopWasWokenForAndLeftWaitingIsFoundByRenewing() throws Exception {
        while (!onlyTheFirstIsWoken()) {
            // The first was not waiting yet, so that the kernel has told both.
            calls.close(calls.accept(listener, false));
            assertEquals(0, second.await(calls, 0));
        }
        watch.renew(calls);
        assertEquals(1, second.await(calls, 0));
        assertTrue(calls.accept(listener, false) >= 0);
    }

    private boolean onlyTheFirstIsWoken() throws IOException {
        SystemCalls others = new SystemCalls(Arena.global());
        CompletableFuture<Integer> woken =
                CompletableFuture.supplyAsync(() -> first.await(others, 10_000));
        try (Socket client = connect()) {
            assertTrue(client.isConnected());
            assertEquals(1, woken.join());
        }
        return second.await(calls, 0) == 0;
    }

    @Test
    void whatCameDuringAPauseIsToldAfterwards() throws IOException {
        watch.pause(calls);
        assertFalse(watch.isOn());
        try (Socket client = connect()) {
            assertTrue(client.isConnected());
            assertEquals(0, second.await(calls, 0));
            watch.renew(calls);
            assertEquals(0, second.await(calls, 0), "a pause is not renewed");
            watch.resume(calls);
            assertEquals(1, second.await(calls, 0));
        }
    }

    @Test
    void whatIsLeftWaitingIsToldAgain() throws IOException {
        try (Socket client = connect()) {
            assertTrue(client.isConnected());
            assertEquals(1, second.await(calls, 0));
            assertEquals(1, second.await(calls, 0));
            assertTrue(calls.accept(listener, false) >= 0);
            assertEquals(0, second.await(calls, 0));
        }
    }

    @Test
    void anEndedWatchStaysOff() throws IOException {
        watch.end(calls);
        watch.resume(calls);
        watch.renew(calls);
        assertFalse(watch.isOn());
        try (Socket client = connect()) {
            assertTrue(client.isConnected());
            assertEquals(0, second.await(calls, 0));
        }
        assertEquals(-Errno.ENOENT, second.remove(calls, listener));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    private int port() throws SystemCallException {
        return Sockets.localPort(calls, listener);
    }
}
