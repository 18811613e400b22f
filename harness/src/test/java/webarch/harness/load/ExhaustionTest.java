package webarch.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.ScriptedServer.Exchange;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workloads;

/** Clients without a descriptor are counted, and hold up nobody else. */
@Timeout(30)
class ExhaustionTest {
    private static final RequestLog LOG = Workloads.small().requestLog(1, 10_000);
    private static final String FEW = "100";

    @TempDir private Path files;

    @Test
    void clientsThatFindNoDescriptorAreCountedAndTheOthersGoOn() throws Exception {
        LOG.fileSet().write(files);
        try (ScriptedServer server = new ScriptedServer(files, Exchange::answerWell)) {
            Process process = Starved.start(server.address().getPort());
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, process.waitFor(), printed);
            assertTrue(printed.contains("exact"), printed);
        }
    }

    /** Loads a server with more clients than its process may have descriptors. */
    static final class Starved {
        private Starved() {}

        static Process start(int port) throws IOException {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return new ProcessBuilder(
                            List.of(
                                    "sh",
                                    "-c",
                                    "ulimit -n " + FEW + " && exec \"$@\"",
                                    "sh",
                                    java,
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Starved.class.getName(),
                                    Integer.toString(port)))
                    .redirectErrorStream(true)
                    .start();
        }

        public static void main(String[] arguments) {
            InetSocketAddress server =
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
            // Here classes come from folders, which needs descriptors: load them while there are
            // some.
            var _ = load(server, 4, 0);
            var _ = ErrorKind.of(new ConnectException());
            LoadSnapshot totals = load(server, 200, 200);
            boolean exact =
                    totals.errorCount() == noDescriptor(totals)
                            && totals.requestsSent() == totals.replies() + totals.errorCount();
            System.out.println(exact ? "exact" : totals);
        }

        private static LoadSnapshot load(InetSocketAddress server, int clients, int errors) {
            LoadOptions options = new LoadOptions(server, clients, 1, Duration.ofSeconds(10), true);
            try (LoadGenerator load = new LoadGenerator(options, LOG)) {
                load.start();
                LoadSnapshot totals = load.snapshot();
                while (totals.replies() < 500 || noDescriptor(totals) < errors) {
                    Thread.onSpinWait();
                    totals = load.snapshot();
                }
                load.pause();
                return load.snapshot();
            }
        }

        private static long noDescriptor(LoadSnapshot totals) {
            return totals.errors().get(ErrorKind.NO_DESCRIPTOR);
        }
    }
}
