package webarch.harness.campaign;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that keeps the contract of {@code ./webarch serve}, or breaks it in the way its name
 * says; as {@code once-NAME} it keeps it at its first start. Every start is noted in the file
 * {@code starts} of the working directory.
 */
final class FakeServer {
    private static final List<String> NAMES =
            List.of(
                    "good",
                    "mute",
                    "dying",
                    "killed",
                    "deleting",
                    "wrong",
                    "slow",
                    "failing",
                    "stubborn",
                    "forking");
    private static final int REQUESTS_OF_A_DYING_SERVER = 20;

    private final String name;
    private final Path root;
    private final MappedByteBuffer counters;
    private final AtomicInteger requests = new AtomicInteger();

    private FakeServer(String name, Path root, MappedByteBuffer counters) {
        this.name = name;
        this.root = root;
        this.counters = counters;
    }

    /** {@code serve NAME --root DIR --port 0 --counters FILE --bind ADDRESS}. */
    public static void main(String[] arguments) throws IOException {
        String name = today(arguments[1]);
        if (!NAMES.contains(name)) {
            System.err.println("serve: unknown server `" + name + "`");
            System.exit(2);
        }
        Files.writeString(
                Path.of("starts"),
                ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(name)));
        new FakeServer(name, Path.of(arguments[3]), counters(Path.of(arguments[7])))
                .serve(InetAddress.getByName(arguments[9]));
    }

    private static String today(String name) throws IOException {
        if (!name.startsWith("once-")) {
            return name;
        }
        Path begun = Path.of(name);
        if (Files.exists(begun)) {
            return name.substring("once-".length());
        }
        Files.createFile(begun);
        return "good";
    }

    private static void end(String name) {
        if (name.equals("stubborn")) {
            LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
        }
        Runtime.getRuntime().halt(name.equals("failing") ? 7 : 0);
    }

    private static MappedByteBuffer counters(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            MappedByteBuffer map =
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, 16 + 2 * 32 + 2 * 8);
            map.order(ByteOrder.LITTLE_ENDIAN);
            map.put("WBARCH1\0".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(1);
            map.put(16, "wakeups".getBytes(StandardCharsets.US_ASCII));
            map.put(48, "events".getBytes(StandardCharsets.US_ASCII));
            return map;
        }
    }

    private void serve(InetAddress address) throws IOException {
        if (name.equals("mute")) {
            System.err.println("fake: thinking");
            LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
        }
        if (name.equals("forking")) {
            Process child = new ProcessBuilder("setsid", "sleep", "1000").start();
            Files.writeString(Path.of("starts"), child.pid() + "\n", StandardOpenOption.APPEND);
        }
        try (ServerSocket listener = new ServerSocket(0, 100, address)) {
            System.out.println(
                    "ready pid="
                            + ProcessHandle.current().pid()
                            + " port="
                            + listener.getLocalPort());
            while (true) {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> converse(client));
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            for (String path = request(in); path != null; path = request(in)) {
                reply(client, path);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private void reply(Socket client, String path) throws IOException {
        count();
        if (name.equals("dying") && requests.incrementAndGet() > REQUESTS_OF_A_DYING_SERVER) {
            System.err.println("fake: gave up");
            Runtime.getRuntime().halt(3);
        }
        if (name.equals("slow")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        }
        if (name.equals("killed") && requests.incrementAndGet() > REQUESTS_OF_A_DYING_SERVER) {
            new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start();
            LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
        }
        if (name.equals("deleting") && requests.incrementAndGet() == REQUESTS_OF_A_DYING_SERVER) {
            Files.delete(root.resolve(path.substring(1)));
        }
        byte[] body = Files.readAllBytes(root.resolve(path.substring(1)));
        int length = name.equals("wrong") ? body.length - 1 : body.length;
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
        byte[] reply = new byte[head.length() + length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, reply, 0, head.length());
        System.arraycopy(body, 0, reply, head.length(), length);
        client.getOutputStream().write(reply);
    }

    private synchronized void count() {
        counters.putLong(80, counters.getLong(80) + 1);
        counters.putLong(88, counters.getLong(88) + 1);
    }

    /** The path of the next request, or null at the end of the connection. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
    }
}
