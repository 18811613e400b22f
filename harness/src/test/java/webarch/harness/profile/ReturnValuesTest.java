package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls answer is added up, of those that were made while notes were taken. */
class ReturnValuesTest {
    private static final int BYTES = 3000;

    @TempDir Path folder;

    @Test
    void bytesThatSendfileMovesAreAddedUp() throws IOException {
        assumeTrue(
                Perf.isHere() && KernelAccess.here().missingForCounts().isEmpty(),
                "nobody may count here");
        Path file = Files.write(folder.resolve("file"), new byte[BYTES]);
        Path results = Files.createDirectory(folder.resolve("results"));
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (FileChannel from = FileChannel.open(file);
                ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
                SocketChannel to = SocketChannel.open(listener.getLocalAddress());
                SocketChannel peer = listener.accept()) {
            ReturnValues values =
                    ReturnValues.launch(
                            List.of("sendfile64", "epoll_wait"),
                            List.of(ProcessHandle.current().pid()),
                            results);
            move(from, to, peer);
            values.enable();
            move(from, to, peer);
            move(from, to, peer);
            values.disable();
            move(from, to, peer);
            assertEquals(new ReturnValues.Of(2, 2 * BYTES), values.values().get("sendfile64"));
            values.close();
        }
        try (Stream<Path> left = Files.list(results)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static void move(FileChannel from, SocketChannel to, SocketChannel peer)
            throws IOException {
        assertEquals(BYTES, from.transferTo(0, BYTES, to));
        ByteBuffer received = ByteBuffer.allocate(BYTES);
        while (received.hasRemaining()) {
            peer.read(received);
        }
    }

    @Test
    void eachCallHasASumOfItsOwn() throws IOException {
        String script =
                """
                 syscalls:sys_exit_epoll_wait: 0x3
                syscalls:sys_exit_sendfile64: 0x10000
                 syscalls:sys_exit_epoll_wait: 0x1
                """;
        assertEquals(
                Map.of(
                        "epoll_wait", new ReturnValues.Of(2, 4),
                        "sendfile64", new ReturnValues.Of(1, 65536)),
                ReturnValues.parse(new BufferedReader(new StringReader(script))));
    }
}
