package webarch.harness.profile;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The time in which the processes of a server are sampled, by one sampler for all of them or one
 * for each. Owned by the thread that measures.
 */
final class SamplingWindow {
    private final String program;
    private final Duration interval;
    private final List<Sampling> samplings;
    private double startSeconds;
    private double stopSeconds;

    /**
     * Nothing begins yet.
     *
     * @param program name and version of what samples
     * @param interval from sample to sample
     */
    SamplingWindow(String program, Duration interval, List<Sampling> samplings) {
        this.program = program;
        this.interval = interval;
        this.samplings = List.copyOf(samplings);
    }

    /** Returns when all are sampled. */
    void start() throws IOException {
        long begun = System.nanoTime();
        for (Sampling sampling : samplings) {
            sampling.start(interval);
        }
        startSeconds = (System.nanoTime() - begun) / 1e9;
    }

    /** None is sampled any more. */
    void stop() throws IOException {
        long begun = System.nanoTime();
        for (Sampling sampling : samplings) {
            sampling.stop();
        }
        stopSeconds = (System.nanoTime() - begun) / 1e9;
    }

    /** Leaves nothing behind, whatever it has come to. */
    void abandon() throws IOException {
        for (Sampling sampling : samplings) {
            sampling.sampler().abandon();
        }
    }

    /**
     * What has been sampled; asked for once.
     *
     * @throws IOException if that is nothing
     */
    Samples samples() throws IOException {
        Samples all = Samples.NONE;
        for (Sampling sampling : samplings) {
            all = all.plus(sampling.sampler().samples());
        }
        if (all.total() == 0) {
            throw new IOException(program + " has taken no sample");
        }
        return all;
    }

    /**
     * For how long they were on a CPU, where the one sampler of all counts that; asked for once.
     */
    OptionalDouble onCpuSeconds() throws IOException {
        return samplings.size() == 1
                ? samplings.getFirst().sampler().onCpuSeconds()
                : OptionalDouble.empty();
    }

    /** Program, version, and by what it has sampled: one way, unless processes differ in rights. */
    String title() {
        return samplings.stream()
                .map(sampling -> sampling.sampler().engine())
                .distinct()
                .collect(Collectors.joining(", ", program + " (", ")"));
    }

    Duration interval() {
        return interval;
    }

    int samplers() {
        return samplings.size();
    }

    double startSeconds() {
        return startSeconds;
    }

    double stopSeconds() {
        return stopSeconds;
    }

    /** CPU time in seconds of all of them, each in the window of its sampler. */
    double billedSeconds() {
        return billed() / 1e9;
    }

    private long billed() {
        return samplings.stream().mapToLong(Sampling::billed).sum();
    }

    /**
     * The requests by which the CPU time of all of them is to be divided. A request costs the sum
     * of what it costs in each process, which is told by the requests of that process's window; so
     * these are the harmonic mean of the numbers of requests, weighted by the CPU time.
     */
    long requests() {
        double nanosPerRequest =
                samplings.stream()
                        .mapToDouble(sampling -> (double) sampling.billed() / sampling.requests())
                        .sum();
        return Math.round(billed() / nanosPerRequest);
    }
}
