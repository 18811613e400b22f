package webarch.harness.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import webarch.linux.Affinity;

/**
 * Notices that something else runs on the CPUs, also where the hypervisor reports no steal: between
 * measurements it does pieces of fixed work on each CPU and looks for those that were interrupted.
 * Server and load must do nothing meanwhile.
 *
 * <pre>
 *   reading = time of all pieces / (their number × median piece)       on the slowest CPU
 * </pre>
 *
 * Between two turns of other processes a piece of a quarter of a millisecond finds the CPU free, so
 * the median is that of the CPU itself. All pieces together take longer than such turns, so that
 * another process cannot hide between them. What slows all pieces alike, as a lower clock or
 * another guest on the same core does, is not seen: it comes and goes for minutes on shared
 * machines, and is met by shuffled blocks and by pairs. Owned by one thread.
 */
public final class ContentionProbe {
    /** From here on a run is invalid. */
    public static final double LIMIT = 1.25;

    /** Longer than several turns of the scheduler, which are 3 or 4 ms. */
    private static final long READING = TimeUnit.MILLISECONDS.toNanos(40);

    private static final int MOST_LOOKS = 3;

    /** The first pieces run uncompiled. */
    private static final int WARM_UP = 6;

    private final List<Cpu> cpus;
    private double last;

    /** Works until its work is compiled, which takes a quarter of a second. */
    public ContentionProbe(CpuList cpus) throws InterruptedException {
        this.cpus = cpus.cpus().stream().map(Cpu::new).toList();
        for (int i = 0; i < WARM_UP; i++) {
            last = once();
        }
    }

    /** The worse of this reading and the one before, between which a measurement took place. */
    public double sinceLast() throws InterruptedException {
        double before = last;
        return Math.max(before, read());
    }

    /**
     * How much slower interruptions make the CPUs: about 1 or more. What looks slow is looked at
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
        double slowest = 0;
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

    /** One CPU; a thread at a time. */
    private static final class Cpu implements Callable<Double> {
        private final int number;
        private final List<Long> pieces = new ArrayList<>();
        private long result;

        Cpu(int number) {
            this.number = number;
        }

        @Override
        public Double call() throws Exception {
            Affinity.pin(number);
            pieces.clear();
            long begun = System.nanoTime();
            long last = begun;
            while (last - begun < READING) {
                result = FixedWork.piece(result);
                long now = System.nanoTime();
                pieces.add(now - last);
                last = now;
            }
            Collections.sort(pieces);
            return (double) (last - begun) / pieces.size() / pieces.get(pieces.size() / 2);
        }
    }
}
