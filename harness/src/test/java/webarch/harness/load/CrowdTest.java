package webarch.harness.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import webarch.harness.workload.RequestLog;

/** Twenty thousand clients in one process, where there may be so many descriptors. */
@Timeout(60)
class CrowdTest {
    private static final int CLIENTS = 20_000;

    /** Until each of them was answered. */
    private static final long MOST_SECONDS = 20;

    /** With what a process opens besides. */
    private static final String DESCRIPTORS = Integer.toString(CLIENTS + 300);

    private static final int BODY = 100;

    /** {@code program} in a process of its own with so many descriptors. */
    private static Process start(Class<?> program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("prlimit", "--nofile=" + DESCRIPTORS + ":" + DESCRIPTORS));
        words.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    private static boolean allowed() throws InterruptedException {
        try {
            return new ProcessBuilder("prlimit", "--nofile=" + DESCRIPTORS, "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void allConnectAndAreAnswered(Transport transport) throws Exception {
        assumeTrue(allowed(), "no process may have " + DESCRIPTORS + " descriptors");
        Process server = start(Counter.class);
        try (BufferedReader said = server.inputReader(UTF_8)) {
            String port = said.readLine();
            long begun = System.nanoTime();
            Process load = start(Crowd.class, port, transport.name());
            try {
                assertEquals("all were answered", said.readLine());
                long seconds = (System.nanoTime() - begun) / 1_000_000_000;
                String totals = load.inputReader(UTF_8).lines().collect(Collectors.joining("\n"));
                assertEquals(CLIENTS + " connects, 0 errors", totals);
                assertTrue(seconds <= MOST_SECONDS, seconds + " s");
            } finally {
                load.destroyForcibly();
            }
        } finally {
            server.destroyForcibly();
        }
    }

    /** The clients, which stop when each has had a reply. */
    static final class Crowd {
        private Crowd() {}

        public static void main(String[] arguments) {
            RequestLog log = Loads.oneFile(BODY).requestLog(1, 1000);
            LoadOptions options =
                    new LoadOptions(
                                    new InetSocketAddress(
                                            InetAddress.getLoopbackAddress(),
                                            Integer.parseInt(arguments[0])),
                                    CLIENTS,
                                    1,
                                    Duration.ofSeconds(30),
                                    false)
                            .withTransport(Transport.valueOf(arguments[1]));
            try (LoadGenerator load = new LoadGenerator(options, log)) {
                load.start();
                // A client asks as soon as it is connected, and a pause waits for its reply.
                Loads.await(() -> load.snapshot().connects() >= CLIENTS);
                load.pause();
                LoadSnapshot totals = load.take().totals();
                System.out.println(
                        totals.connects() + " connects, " + totals.errorCount() + " errors");
            }
        }
    }

    /** A server that answers everything alike, and tells when every connection had a reply. */
    static final class Counter {
        private static final byte[] REPLY =
                ("HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n" + "x".repeat(BODY))
                        .getBytes(US_ASCII);

        private Counter() {}

        public static void main(String[] arguments) throws IOException {
            Selector selector = Selector.open();
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            System.out.println(((InetSocketAddress) listener.getLocalAddress()).getPort());
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            int answered = 0;
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        accept(listener, selector);
                    } else if (answer(key, buffer) && ++answered == CLIENTS) {
                        System.out.println("all were answered");
                    }
                }
                selector.selectedKeys().clear();
            }
        }

        private static void accept(ServerSocketChannel listener, Selector selector)
                throws IOException {
            for (SocketChannel client = listener.accept();
                    client != null;
                    client = listener.accept()) {
                client.configureBlocking(false);
                client.register(selector, SelectionKey.OP_READ);
            }
        }

        /** Whether that was the first reply on this connection. A request comes in one piece. */
        private static boolean answer(SelectionKey key, ByteBuffer buffer) throws IOException {
            SocketChannel client = (SocketChannel) key.channel();
            if (client.read(buffer.clear()) < 0) {
                client.close();
                return false;
            }
            client.write(ByteBuffer.wrap(REPLY));
            return key.attach(REPLY) == null;
        }
    }
}
