package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import webarch.harness.load.Distributions;
import webarch.harness.load.LoadGenerator;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadWindow;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ProcessSample;
import webarch.harness.measure.ProcessTree;
import webarch.harness.plan.Scale;

/**
 * One load against one running server, with a reading every second. The schedule is absolute: a
 * late reading does not shift the next, and each row tells when it was really taken.
 *
 * <pre>
 * start ──► warm-up ──time and replies reached, or given up──► window open ──► closed
 * </pre>
 *
 * Used once, by one thread.
 */
final class Measurement {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** How often the warm-up looks at the number of replies once its time is over. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private final LoadGenerator load;
    private final Probe probe;
    private final ProcessTree tree;
    private final BooleanSupplier alive;
    private final List<Second> seconds = new ArrayList<>();
    private long start;
    private Reading last;

    Measurement(LoadGenerator load, Probe probe, ProcessTree tree, BooleanSupplier alive) {
        this.load = load;
        this.probe = probe;
        this.tree = tree;
        this.alive = alive;
    }

    /** Ends early if the server dies. */
    Window take(CampaignFacts facts, LoadOptions options) {
        Scale scale = facts.scale();
        CpuList serverCpus = facts.placement().serverCpus();
        Reading before = probe.read();
        last = before;
        start = before.nanoTime();
        load.start();
        warmUp(scale);

        probe.watchMemory();
        ProcessSample processBefore = tree.sample();
        CpuTimes billedBefore = CpuTimes.read(serverCpus);
        Distributions _ = load.take();
        Reading opening = tick(Second.Phase.WARMUP);

        readUntil(opening.nanoTime(), opening.nanoTime() + scale.duration().toNanos());
        Reading closing = last;
        Distributions measured = load.take();
        CpuTimes billed = CpuTimes.read(serverCpus).minus(billedBefore);
        ProcessSample after = tree.sample();
        return new Window(
                new LoadWindow(
                        opening.load().minus(before.load()),
                        closing.load().minus(opening.load()),
                        measured,
                        options.connections(),
                        options.sessionRate()),
                opening,
                closing,
                after.minus(processBefore),
                probe.residentMost(),
                billed);
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    private void warmUp(Scale scale) {
        long earliest = start + scale.warmup().toNanos();
        long latest = start + scale.warmupLimit().toNanos();
        long nextSecond = start + SECOND;
        while (alive.getAsBoolean()) {
            long now = System.nanoTime();
            boolean enough = now >= earliest && load.snapshot().replies() >= scale.warmupRequests();
            if (enough || now >= latest) {
                return;
            }
            if (now >= nextSecond) {
                tick(Second.Phase.WARMUP);
                nextSecond += SECOND;
            }
            sleepUntil(Math.min(nextSecond, Math.max(earliest, now + LOOK)));
        }
    }

    private void readUntil(long from, long end) {
        for (long next = from + SECOND;
                last.nanoTime() < end && alive.getAsBoolean();
                next += SECOND) {
            sleepUntil(Math.min(next, end));
            tick(Second.Phase.MEASURED);
            probe.watchMemory();
        }
    }

    private Reading tick(Second.Phase phase) {
        Reading now = probe.read();
        seconds.add(Second.between(last, now, phase, start));
        last = now;
        return now;
    }

    private static void sleepUntil(long deadline) {
        for (long left = deadline - System.nanoTime();
                left > 0;
                left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
