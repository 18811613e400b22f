package webarch.harness.profile;

import java.io.IOException;
import java.time.Duration;

/** Samples the stacks of running processes. Owned by the thread that measures. */
interface Sampler {
    /** Returns when it samples, once in {@code interval} of CPU time, a thread's or a CPU's. */
    void start(Duration interval) throws IOException;

    /** Takes no more samples. */
    void stop() throws IOException;

    /** What has been sampled between start and stop; asked for once. */
    Samples samples() throws IOException;
}
