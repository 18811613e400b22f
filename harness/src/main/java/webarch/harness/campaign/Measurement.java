package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import webarch.harness.load.Load;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.load.Taken;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ProcessSample;
import webarch.harness.measure.ProcessTree;
import webarch.harness.plan.Scale;
import webarch.harness.profile.Observer;

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

    private final Load load;
    private final Probe probe;
    private final ProcessTree tree;
    private final BooleanSupplier alive;
    private final Observer observer;
    private final List<Second> seconds = new ArrayList<>();
    private long start;
    private Reading last;

    Measurement(
            Load load, Probe probe, ProcessTree tree, BooleanSupplier alive, Observer observer) {
        this.load = load;
        this.probe = probe;
        this.tree = tree;
        this.alive = alive;
        this.observer = observer;
    }

    /**
     * Ends early if the server dies.
     *
     * @param earlier what the server was warmed up by before; part of the warm-up
     */
    Window take(
            Scale scale, CpuList serverCpus, LoadOptions options, Optional<LoadSnapshot> earlier) {
        // Acquaints itself with all processes, whose CPU time is read from now on.
        tree.sample();
        Reading before = probe.read();
        last = before;
        start = before.nanoTime();
        load.start();
        long done = earlier.map(LoadSnapshot::replies).orElse(0L);
        warmUp(scale, scale.warmupRequests() - done);

        probe.watchMemory();
        observer.begin();
        ProcessSample processBefore = tree.sample();
        CpuTimes billedBefore = CpuTimes.read(serverCpus);
        Reading opening = tick(Second.Phase.WARMUP, load.take().totals());

        LoadSnapshot warmup = opening.load().minus(before.load());
        readUntil(opening.nanoTime(), opening.nanoTime() + scale.duration().toNanos());
        Taken taken = load.take();
        Reading closing = tick(Second.Phase.MEASURED, taken.totals());
        probe.watchMemory();
        observer.end();
        CpuTimes billed = CpuTimes.read(serverCpus).minus(billedBefore);
        ProcessSample after = tree.sample();
        observer.finish();
        return new Window(
                new LoadWindow(
                        earlier.map(heat -> heat.then(warmup)).orElse(warmup),
                        closing.load().minus(opening.load()),
                        taken.measured(),
                        options.connections(),
                        options.sessionRate()),
                opening,
                closing,
                after.minus(processBefore),
                probe.residentMost(),
                billed,
                Steadiness.of(seconds),
                probe.disk(opening, closing));
    }

    List<Second> seconds() {
        return List.copyOf(seconds);
    }

    private void warmUp(Scale scale, long replies) {
        long earliest = start + scale.warmup().toNanos();
        long latest = start + scale.warmupLimit().toNanos();
        long nextSecond = start + SECOND;
        while (alive.getAsBoolean()) {
            long now = System.nanoTime();
            boolean enough = now >= earliest && load.snapshot().replies() >= replies;
            if (enough || now >= latest) {
                return;
            }
            if (now >= nextSecond) {
                tick(Second.Phase.WARMUP, load.snapshot());
                nextSecond += SECOND;
            }
            sleepUntil(Math.min(nextSecond, Math.max(earliest, now + LOOK)));
        }
    }

    /** All readings but the last, which is for the caller to take. */
    private void readUntil(long from, long end) {
        for (long next = from + SECOND; next < end && alive.getAsBoolean(); next += SECOND) {
            sleepUntil(next);
            tick(Second.Phase.MEASURED, load.snapshot());
            probe.watchMemory();
        }
        if (alive.getAsBoolean()) {
            sleepUntil(end);
        }
    }

    private Reading tick(Second.Phase phase, LoadSnapshot totals) {
        Reading now = probe.read(totals);
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
