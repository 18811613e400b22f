import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.Phase;
import io.hyperfoil.api.session.PhaseInstance.Status;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalBenchmarkData;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Runs a benchmark with Hyperfoil in this JVM: {@code FILE NAME=VALUE…}; started by the script {@code hyperfoil}. */
final class RunHyperfoil {
    private RunHyperfoil() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Map<String, String> parameters =
                Arrays.stream(arguments)
                        .skip(1)
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Benchmark benchmark;
        try (InputStream in = Files.newInputStream(file)) {
            benchmark =
                    BenchmarkParser.instance()
                            .buildBenchmark(in, new LocalBenchmarkData(file), parameters);
        }
        StatisticsSnapshot warmup = new StatisticsSnapshot();
        StatisticsSnapshot measured = new StatisticsSnapshot();
        Timed runner = new Timed(benchmark, warmup, measured);
        runner.run();
        System.out.printf(
                Locale.ROOT,
                "replies_per_s %.1f%nreplies %d%nerrors %d%nlatency_mean_us %.1f%nlatency_p50_us %.1f%n"
                        + "latency_p99_us %.1f%nwarmup_replies %d%nwarmup_errors %d%n",
                measured.responseCount / runner.seconds(),
                measured.responseCount,
                measured.errors() + measured.invalid,
                measured.histogram.getMean() / 1e3,
                measured.histogram.getValueAtPercentile(50) / 1e3,
                measured.histogram.getValueAtPercentile(99) / 1e3,
                warmup.responseCount,
                warmup.errors() + warmup.invalid);
        System.exit(0);
    }

    /**
     * Knows how long the measured phase really took: sessions that have begun go on to their end when its time is over,
     * and their replies are counted, so that the rate is that of the time until the last of them.
     */
    private static final class Timed extends LocalSimulationRunner {
        private volatile long began;
        private volatile long ended;

        Timed(Benchmark benchmark, StatisticsSnapshot warmup, StatisticsSnapshot measured) {
            super(
                    benchmark,
                    (phase, step, metric, snapshot, ready) -> {
                        StatisticsSnapshot sum = phase.isWarmup ? warmup : measured;
                        synchronized (sum) {
                            sum.add(snapshot);
                        }
                    },
                    null,
                    null);
        }

        @Override
        protected CompletableFuture<Void> phaseChanged(
                Phase phase, Status status, boolean sessionLimitExceeded, Throwable error) {
            if (!phase.isWarmup && status == Status.RUNNING) {
                began = System.nanoTime();
            } else if (!phase.isWarmup && status == Status.TERMINATED) {
                ended = System.nanoTime();
            }
            return super.phaseChanged(phase, status, sessionLimitExceeded, error);
        }

        double seconds() {
            return (ended - began) / 1e9;
        }
    }
}
