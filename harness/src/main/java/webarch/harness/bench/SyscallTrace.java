package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.bench.trace.CallCount.Kind;
import webarch.harness.bench.trace.Strace;
import webarch.harness.bench.trace.TraceFile;
import webarch.harness.load.SequentialClient;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.ServerCommand;
import webarch.harness.measure.ServerFailure;
import webarch.harness.measure.ServerProcess;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.ServedFile;

/**
 * Runs one server under strace while one client asks for a fixed list of files.
 *
 * <pre>
 * start ──► every file once ──► the list ──► one more request ──► SIGTERM ──► count
 *           (warm-up)           (counted)    (marks the end)
 * </pre>
 *
 * Owned by the main thread.
 *
 * @param files the folder with the file set
 * @param cpus where the server runs
 */
record SyscallTrace(Home home, RequestLog log, Path files, CpuList cpus) {
    /** A JVM under strace starts several times more slowly. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Leaves the trace in {@code folder}. */
    CallProfile of(String server, boolean compared, Path folder)
            throws IOException, InterruptedException {
        Path trace = folder.resolve("trace");
        ServerCommand command =
                ServerCommand.ours(home.resolve("webarch"), server, List.of())
                        .startedBy(Strace.writingTo(trace));
        ServerProcess.Site site =
                new ServerProcess.Site(home.root(), files, folder, cpus, 0, PATIENCE);
        SequentialClient.Exchanged warmUp;
        SequentialClient.Exchanged list;
        try (ServerProcess process = ServerProcess.launch(command, site);
                SequentialClient client = new SequentialClient(process.address())) {
            for (ServedFile file : log.fileSet().files()) {
                client.get(file);
            }
            warmUp = client.take();
            for (int i = 0; i < log.size(); i++) {
                client.get(file(i));
            }
            list = client.take();
            client.get(file(0));
            process.stop(GRACE);
        } catch (ServerFailure failure) {
            throw new UsageException(
                    "server " + server + ": " + home.scrub(failure.getMessage()), failure);
        }
        List<CallCount> counts = new TraceFile(trace).count(warmUp.sent(), list.sent());
        requireAllBytes(server, counts, list);
        return new CallProfile(server, compared, log.size(), counts, list.sha256());
    }

    private ServedFile file(int request) {
        return log.fileSet().files().get(log.file(request));
    }

    /** A call missing from the trace would show in the sum of the bytes. */
    private static void requireAllBytes(
            String server, List<CallCount> counts, SequentialClient.Exchanged list)
            throws IOException {
        long traced =
                counts.stream()
                        .filter(count -> count.kind() == Kind.DATA)
                        .mapToLong(CallCount::bytes)
                        .sum();
        if (traced != list.sent() + list.received()) {
            throw new IOException(
                    "the trace of "
                            + server
                            + " shows "
                            + traced
                            + " bytes moved where the client moved "
                            + (list.sent() + list.received()));
        }
    }
}
