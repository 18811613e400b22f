package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.load.Transport;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Think;
import webarch.harness.workload.Workload;

/** The options that the comparisons of servers share: what is asked for, and how long. */
final class BenchArguments {
    static final String WORKLOAD = "specweb99";

    /** httperf has room for a thousand sessions, which have 7.2 requests each. */
    private static final int SOME_REQUESTS = 6500;

    private static final Duration USUAL_WARMUP = Duration.ofSeconds(3);

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            description =
                    "Shortest load before a server is measured (default: 3s; for memory 20s, after"
                            + " which the compilers have little left to do).")
    private Duration warmup;

    @Option(
            names = "--warmup-requests",
            defaultValue = "200000",
            paramLabel = "N",
            description = "And at least so many replies (default: ${DEFAULT-VALUE}).")
    long warmupRequests;

    @Option(
            names = "--directories",
            defaultValue = "10",
            paramLabel = "N",
            description = "Of the file set, 5 MB each (default: ${DEFAULT-VALUE}).")
    private int directories;

    @Option(
            names = "--seed",
            defaultValue = "2007",
            paramLabel = "N",
            description = "Of files, requests, order and intervals (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--transport",
            defaultValue = "netty",
            paramLabel = "KIND",
            description =
                    "Of the load: netty or native, which is cheaper (default: ${DEFAULT-VALUE}).")
    private String transport;

    /** As asked for, else as the command usually has it. */
    Duration warmup(Duration usual) {
        return warmup == null ? usual : warmup;
    }

    Duration warmup() {
        return warmup(USUAL_WARMUP);
    }

    Transport transport() {
        return Transport.named("--transport", transport);
    }

    /** The requests, and the folder in which their files are. */
    record Files(RequestLog log, Path folder) {}

    Workload workload() {
        return workload(WORKLOAD);
    }

    /** Refuses a file set that cannot be. */
    Workload workload(String nameOrPath) {
        Workload shipped = Workload.load(nameOrPath).withSession(Session.ENDLESS);
        try {
            return shipped.withDirectories(directories);
        } catch (IllegalArgumentException error) {
            throw new UsageException("--directories " + error.getMessage(), error);
        }
    }

    /** About a thousand sessions that end and do not think, over the same files. */
    RequestLog sessions(String nameOrPath) {
        return Workload.load(nameOrPath)
                .withThink(Optional.empty())
                .withDirectories(directories)
                .requestLog(seed, SOME_REQUESTS);
    }

    /** Endless requests of the same files, with think times. */
    RequestLog thinking(String nameOrPath, Think think) {
        return workload(nameOrPath).withThink(Optional.of(think)).requestLog(seed);
    }

    /** Writes what is missing of the files. */
    Files write(Workload workload, Home home) throws IOException {
        RequestLog log = workload.requestLog(seed);
        Path folder = home.resolve(".work/filesets").resolve(workload.fileSetName(seed));
        log.fileSet().write(folder);
        return new Files(log, folder);
    }
}
