package webarch.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call against a real socket or file, the peer being the JDK's. */
class SystemCallsTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final MemorySegment buffer = arena.allocate(4096);
    private int listener;
    private Socket client;
    private int accepted;

    @BeforeEach
    void connect() throws IOException {
        listener = Sockets.listen(calls, new Sockets.Listening(ANY_PORT, 16, false, 0, 0));
        client = new Socket(ANY_PORT.getAddress(), Sockets.localPort(calls, listener));
        accepted = calls.accept(listener, false);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        calls.close(accepted);
        calls.close(listener);
        arena.close();
    }

    @Test
    void acceptAnswersEagainWhenNobodyWaits() {
        assertEquals(-Errno.EAGAIN, calls.accept(listener, false));
    }

    @Test
    void bytesReceivedAreThoseSent() throws IOException {
        client.getOutputStream().write("hello".getBytes(UTF_8));
        awaitInput();
        assertEquals(5, calls.recv(accepted, buffer, 100, 200));
        assertEquals("hello", text(100, 5));
    }

    @Test
    void discardedBytesAreGone() throws IOException {
        client.getOutputStream().write("hello world".getBytes(UTF_8));
        awaitInput();
        assertEquals(6, calls.discard(accepted, 6));
        assertEquals(5, calls.recv(accepted, buffer, 0, 100));
        assertEquals("world", text(0, 5));
        assertEquals(-Errno.EAGAIN, calls.discard(accepted, 6));
    }

    @Test
    void aConnectionIsOpenedWithoutWaiting() throws IOException {
        int port = Sockets.localPort(calls, listener);
        Connector connector =
                new Connector(calls, arena, new InetSocketAddress(ANY_PORT.getAddress(), port));
        int fd = connector.open();
        int answer = connector.connect(fd);
        assertTrue(answer == 0 || answer == -Errno.EINPROGRESS, "answer " + answer);
        Epoll epoll = new Epoll(calls, arena, 1);
        assertEquals(0, epoll.add(calls, fd, Epoll.OUT | Epoll.EDGE));
        assertEquals(1, epoll.awaitNanos(calls, 10_000_000_000L));
        assertEquals(0, connector.error(fd));
        put("ping");
        assertEquals(4, calls.send(fd, buffer, 0, 4, 0));
        calls.close(calls.accept(listener, false));
        epoll.close(calls);
        calls.close(fd);
    }

    @Test
    void aRefusedConnectionSaysSo() throws IOException {
        int port = Sockets.localPort(calls, listener);
        calls.close(listener);
        Connector connector =
                new Connector(calls, arena, new InetSocketAddress(ANY_PORT.getAddress(), port));
        int fd = connector.open();
        int answer = connector.connect(fd);
        assertEquals(
                -Errno.ECONNREFUSED, answer == -Errno.EINPROGRESS ? connector.error(fd) : answer);
        calls.close(fd);
        listener = Sockets.listen(calls, new Sockets.Listening(ANY_PORT, 16, false, 0, 0));
    }

    @Test
    void aWaitOfNanosecondsEnds() throws SystemCallException {
        Epoll epoll = new Epoll(calls, arena, 1);
        long begun = System.nanoTime();
        assertEquals(0, epoll.awaitNanos(calls, 300_000));
        assertTrue(System.nanoTime() - begun >= 300_000);
        assertEquals(0, epoll.awaitNanos(calls, 0));
        epoll.close(calls);
    }

    @Test
    void receivingFromASilentPeerWouldBlock() {
        assertEquals(-Errno.EAGAIN, calls.recv(accepted, buffer, 0, 10));
    }

    @Test
    void receivingFromAClosedPeerAnswersZero() throws IOException {
        client.close();
        awaitInput();
        assertEquals(0, calls.recv(accepted, buffer, 0, 10));
    }

    @Test
    void bytesSentArriveInOrderThoughMoreWasAnnounced() throws IOException {
        put("head body");
        assertEquals(5, calls.send(accepted, buffer, 0, 5, SystemCalls.MSG_MORE));
        assertEquals(4, calls.send(accepted, buffer, 5, 4, 0));
        assertEquals("head body", new String(client.getInputStream().readNBytes(9), UTF_8));
    }

    @Test
    void sendingIntoAFullSocketWouldBlock() {
        int sent;
        do {
            sent = calls.send(accepted, buffer, 0, 4096, 0);
        } while (sent > 0);
        assertEquals(-Errno.EAGAIN, sent);
    }

    @Test
    void sendfileSendsAStretchAndLeavesTheOffsetAlone(@TempDir Path folder) throws IOException {
        int file = open(folder, "0123456789");
        assertEquals(4, calls.sendfile(accepted, file, 3, 4));
        assertEquals("3456", new String(client.getInputStream().readNBytes(4), UTF_8));
        assertEquals(3, calls.sendfile(accepted, file, 7, 100));
        assertEquals(0, calls.sendfile(accepted, file, 10, 1), "there is nothing behind the end");
        calls.close(file);
    }

    @Test
    void preadReadsAtAPosition(@TempDir Path folder) throws IOException {
        int file = open(folder, "0123456789");
        assertEquals(3, calls.pread(file, buffer, 0, 3, 5));
        assertEquals("567", text(0, 3));
        calls.close(file);
    }

    @Test
    void shutdownOfInputEndsTheStream() {
        assertEquals(0, calls.shutdown(accepted, SystemCalls.SHUT_RD));
        assertEquals(0, calls.recv(accepted, buffer, 0, 1));
    }

    @Test
    void anEventCounterWakesWhoWaitsForIt() throws IOException {
        int eventfd = calls.eventfd();
        Epoll epoll = new Epoll(calls, arena, 4);
        assertEquals(0, epoll.add(calls, eventfd, Epoll.IN));
        assertEquals(0, epoll.await(calls, 0));
        calls.signal(eventfd);
        assertEquals(1, epoll.await(calls, 0));
        calls.close(eventfd);
        epoll.close(calls);
    }

    @Test
    void epollTellsWhichSocketsAreReadyAndForWhat() throws IOException {
        Epoll epoll = new Epoll(calls, arena, 4);
        assertEquals(0, epoll.add(calls, accepted, Epoll.IN | Epoll.RDHUP | Epoll.EDGE));
        assertEquals(0, epoll.add(calls, listener, Epoll.IN));
        client.getOutputStream().write(1);
        assertEquals(1, epoll.await(calls, 1000));
        assertEquals(accepted, epoll.descriptor(0));
        assertEquals(Epoll.IN, epoll.events(0));
        assertEquals(0, epoll.await(calls, 0), "an edge is told once");
        client.close();
        assertEquals(1, epoll.await(calls, 1000));
        assertEquals(Epoll.IN | Epoll.RDHUP, epoll.events(0));
        epoll.close(calls);
    }

    @Test
    void severalEventsAreToldApart() throws IOException {
        Epoll epoll = new Epoll(calls, arena, 4);
        assertEquals(0, epoll.add(calls, accepted, Epoll.OUT));
        assertEquals(0, epoll.add(calls, listener, Epoll.IN));
        try (Socket second = new Socket(client.getInetAddress(), client.getPort())) {
            assertTrue(second.isConnected());
            assertEquals(2, epoll.await(calls, 1000));
            int[] descriptors = {epoll.descriptor(0), epoll.descriptor(1)};
            Arrays.sort(descriptors);
            assertArrayEquals(
                    new int[] {Math.min(listener, accepted), Math.max(listener, accepted)},
                    descriptors);
        }
        epoll.close(calls);
    }

    @Test
    void aModifiedRegistrationWaitsForSomethingElse() throws IOException {
        Epoll epoll = new Epoll(calls, arena, 4);
        assertEquals(0, epoll.add(calls, accepted, Epoll.IN));
        assertEquals(0, epoll.await(calls, 0));
        assertEquals(0, epoll.modify(calls, accepted, Epoll.OUT));
        assertEquals(1, epoll.await(calls, 0));
        assertEquals(0, epoll.remove(calls, accepted));
        assertEquals(0, epoll.await(calls, 0));
        epoll.close(calls);
    }

    @Test
    void aDescriptorThatIsNotOpenIsAnErrorNumber() {
        assertEquals(-Errno.EBADF, calls.recv(-1, buffer, 0, 1));
        assertEquals(-Errno.EBADF, calls.close(-1));
    }

    @Test
    void aBufferIsNeverOverrun() {
        assertThrows(IndexOutOfBoundsException.class, () -> calls.recv(accepted, buffer, 4090, 7));
        assertThrows(IndexOutOfBoundsException.class, () -> calls.send(accepted, buffer, -1, 7, 0));
    }

    @Test
    void aPortInUseIsNamed() {
        SystemCallException failure =
                assertThrows(
                        SystemCallException.class,
                        () ->
                                Sockets.listen(
                                        calls,
                                        new Sockets.Listening(
                                                new InetSocketAddress(
                                                        ANY_PORT.getAddress(), client.getPort()),
                                                16,
                                                false,
                                                0,
                                                0)));
        assertEquals(Errno.EADDRINUSE, failure.errno());
        assertEquals(
                "bind to port " + client.getPort() + ": EADDRINUSE (address in use)",
                failure.getMessage());
    }

    @Test
    void aThreadCanChangeItsSchedulingClass() throws InterruptedException {
        int[] answers = new int[2];
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    SystemCalls own = new SystemCalls(Arena.global());
                                    answers[0] = own.schedule(SystemCalls.SCHED_BATCH);
                                    answers[1] = own.schedule(SystemCalls.SCHED_OTHER);
                                });
        thread.join();
        assertArrayEquals(new int[2], answers);
    }

    private void awaitInput() throws IOException {
        Epoll epoll = new Epoll(calls, arena, 1);
        epoll.add(calls, accepted, Epoll.IN);
        assertEquals(1, epoll.await(calls, 1000));
        epoll.close(calls);
    }

    private int open(Path folder, String content) throws IOException {
        Files.writeString(folder.resolve("file"), content);
        int directory = webarch.linux.Files.openDirectory(calls, folder.toString());
        int file = webarch.linux.Files.openBeneath(calls, directory, "file".getBytes(UTF_8));
        calls.close(directory);
        return file;
    }

    private void put(String text) {
        MemorySegment.copy(
                MemorySegment.ofArray(text.getBytes(UTF_8)), 0, buffer, 0, text.length());
    }

    private String text(int offset, int length) {
        return new String(buffer.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), UTF_8);
    }
}
