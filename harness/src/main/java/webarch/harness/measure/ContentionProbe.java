package webarch.harness.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import webarch.linux.Affinity;

/**
 * Notices that something else uses the CPUs, also where the hypervisor reports no steal: between
 * measurements it does pieces of fixed work on each CPU and compares the time they took to the best
 * it has ever seen there. Server and load must do nothing meanwhile.
 *
 * <pre>
 *   reading = time of all pieces / (their number × shortest piece so far)       on the slowest CPU
 * </pre>
 *
 * The shortest piece is a measure of the CPU itself even on a busy machine: between two turns of
 * other processes a piece of a quarter of a millisecond finds the CPU free. All pieces together
 * take longer than such turns, so that another process cannot hide between them. Owned by one
 * thread.
 */
public final class ContentionProbe {
    /** From here on a run is invalid. */
    public static final double LIMIT = 1.25;

    /** Longer than a few turns of the scheduler, which are 3 ms. */
    private static final long READING = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int MOST_LOOKS = 3;

    /** The first pieces run uncompiled. */
    private static final int CALIBRATION = 12;

    private final List<Cpu> cpus;
    private double last;

    /** Calibrates itself, which takes a quarter of a second. */
    public ContentionProbe(CpuList cpus) throws InterruptedException {
        this.cpus = cpus.cpus().stream().map(Cpu::new).toList();
        for (int i = 0; i < CALIBRATION; i++) {
            last = once();
        }
    }

    /** The worse of this reading and the one before, between which a measurement took place. */
    public double sinceLast() throws InterruptedException {
        double before = last;
        return Math.max(before, read());
    }

    /**
     * How much slower the CPUs are than at their best: 1 or more. What looks slow is looked at
     * again, for the harness's own compiler and the end of a server's process last but a moment.
     */
    public double read() throws InterruptedException {
        double least = once();
        for (int looks = 1; looks < MOST_LOOKS && least >= LIMIT; looks++) {
            least = Math.min(least, once());
        }
        last = least;
        return least;
    }

    private double once() throws InterruptedException {
        List<FutureTask<Double>> readings = new ArrayList<>();
        for (Cpu cpu : cpus) {
            FutureTask<Double> reading = new FutureTask<>(cpu);
            Thread.ofPlatform().name("probe-" + cpu.number).daemon().start(reading);
            readings.add(reading);
        }
        double slowest = 1;
        for (FutureTask<Double> reading : readings) {
            slowest = Math.max(slowest, result(reading));
        }
        return slowest;
    }

    private static double result(FutureTask<Double> reading) throws InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException error) {
            throw new IllegalStateException("the contention probe failed", error.getCause());
        }
    }

    /** One CPU and its best; a thread at a time. */
    private static final class Cpu implements Callable<Double> {
        private final int number;
        private long best = Long.MAX_VALUE;
        private long result;

        Cpu(int number) {
            this.number = number;
        }

        @Override
        public Double call() throws Exception {
            Affinity.pin(number);
            int pieces = 0;
            long begun = System.nanoTime();
            long last = begun;
            while (last - begun < READING) {
                result = FixedWork.piece(result);
                pieces++;
                long now = System.nanoTime();
                best = Math.min(best, now - last);
                last = now;
            }
            return (double) (last - begun) / pieces / best;
        }
    }
}
