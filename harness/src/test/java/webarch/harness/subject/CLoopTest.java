package webarch.harness.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.load.SequentialClient;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.ServerCommand;
import webarch.harness.measure.ServerFailure;
import webarch.harness.measure.ServerProcess;
import webarch.harness.workload.FileSet;
import webarch.harness.workload.ServedFile;
import webarch.harness.workload.Workload;

/** The C loop, compiled and run. */
class CLoopTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SERVERS = CHECKOUT.resolve("servers/target/webarch-servers.jar");

    @TempDir private Path folder;

    private Home home;
    private FileSet files;

    @BeforeEach
    void homeAndFiles() throws IOException {
        assumeTrue(Program.find("cc").isPresent(), "there is no cc");
        home = new Home(Files.createDirectories(folder.resolve("home")));
        Files.createDirectories(home.resolve("harness"));
        Files.createSymbolicLink(
                home.resolve("harness/subjects"), Path.of("subjects").toAbsolutePath());
        files =
                Workload.load("workloads/specweb99.yaml")
                        .withDirectories(1)
                        .requestLog(1)
                        .fileSet();
        files.write(folder.resolve("files"));
    }

    private ServerProcess start(ServerCommand command, Path root, String name)
            throws IOException, ServerFailure {
        return ServerProcess.launch(
                command,
                new ServerProcess.Site(
                        root,
                        folder.resolve("files"),
                        Files.createDirectories(folder.resolve(name)),
                        Cpus.allowed(),
                        0,
                        Duration.ofSeconds(30)));
    }

    private String digest(ServerProcess server) throws IOException {
        try (SequentialClient client = new SequentialClient(server.address())) {
            for (ServedFile file : files.files()) {
                client.get(file);
            }
            return client.take().sha256();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5000", "16384", "2000000"})
    void itSendsTheVeryBytesThatOurServersSend(String inline) throws Exception {
        assumeTrue(Files.exists(SERVERS), "the servers are not built");
        List<String> options =
                List.of("--inline", "" + Math.min(1 << 20, Integer.parseInt(inline)));
        ServerCommand ours = ServerCommand.ours(CHECKOUT.resolve("webarch"), "userver", options);
        ServerCommand loop = CLoop.command(home).orElseThrow().with("--inline", inline);
        try (ServerProcess userver = start(ours, CHECKOUT, "userver");
                ServerProcess cloop = start(loop, home.root(), "cloop")) {
            assertEquals(digest(userver), digest(cloop));
        }
    }

    @Test
    void requestsThatArriveTogetherAreAnsweredInOrder() throws Exception {
        ServedFile first = files.files().getFirst();
        ServedFile second = files.files().getLast();
        try (ServerProcess server = start(CLoop.command(home).orElseThrow(), home.root(), "cloop");
                Socket socket =
                        new Socket(server.address().getAddress(), server.address().getPort())) {
            String requests =
                    "GET /%s HTTP/1.1\r\nHost: a\r\n\r\nGET /%s HTTP/1.1\r\nHost: a\r\n\r\nGET /"
                            .formatted(first.path(), second.path());
            OutputStream out = socket.getOutputStream();
            out.write(requests.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            for (ServedFile file : List.of(first, second)) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                assertTrue(
                        head.indexOf("\r\nContent-Length: " + file.size() + "\r\n") > 0, head + "");
                byte[] body = in.readNBytes((int) file.size());
                assertTrue(file.content().matches(0, ByteBuffer.wrap(body)));
            }
            out.write(" HTTP/9.9\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(closes(in), "what it does not expect ends the connection");
        }
    }

    private static boolean closes(InputStream in) throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException _) {
            return true;
        }
    }

    @Test
    void whatCannotBeCompiledIsSaidInOneLine() throws IOException {
        Files.delete(home.resolve("harness/subjects"));
        Files.createDirectories(home.resolve("harness/subjects"));
        Files.writeString(home.resolve("harness/subjects/cloop.c"), "no C\n");
        UsageException refusal =
                assertThrows(
                        UsageException.class,
                        () -> Subjects.choose(home, List.of("cloop"), Optional.empty()));
        assertTrue(refusal.getMessage().startsWith("cc cannot compile harness/subjects/cloop.c: "));
        assertEquals(0, home.resolve(".work").toFile().list().length, "nothing half-written");
    }
}
