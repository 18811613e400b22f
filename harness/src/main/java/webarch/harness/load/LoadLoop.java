package webarch.harness.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import webarch.harness.workload.RequestLog;

/**
 * One loop and its clients. The loop's thread owns it; other threads may call {@link #start},
 * {@link #pause}, {@link #resume}, {@link #take} and {@link #stop}, and read {@link #counters}.
 *
 * <p>One sweep over the clients at regular intervals stands in for a timer per request.
 */
final class LoadLoop {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Which of how many loops one is.
     *
     * @param number from 0
     */
    record Share(int number, int loops) {
        /** Its part of so many clients. */
        int of(int clients) {
            return clients / loops + (number < clients % loops ? 1 : 0);
        }
    }

    private final Network network;
    private final Requests requests;
    private final long timeoutNanos;
    private final LoadCounters counters;
    private final Recorders recorders;
    private final Schedule schedule;
    private final List<Client> clients;
    private int busy;
    private boolean paused;
    private boolean stopped;
    private CompletableFuture<Void> quiet;
    private volatile Throwable failure;

    LoadLoop(
            Networks networks,
            LoadOptions options,
            Share share,
            Requests requests,
            SessionSource sessions) {
        this.requests = requests;
        RequestLog log = sessions.log();
        int fileClasses = log.fileSet().classes().size();
        timeoutNanos = options.timeout().toNanos();
        counters = new LoadCounters(fileClasses);
        recorders = new Recorders(fileClasses, timeoutNanos, options.sessionRate().isPresent());
        network = networks.next(this);
        clients =
                Stream.generate(() -> new Client(this, log, options.checkBytes()))
                        .limit(share.of(options.connections()))
                        .toList();
        schedule =
                options.sessionRate()
                        .<Schedule>map(rate -> arrivals(log, rate, share))
                        .orElseGet(() -> closedLoop(sessions, options));
    }

    private Schedule arrivals(RequestLog log, SessionRate rate, Share share) {
        return new SessionArrivals(
                this, clients, log, new ArrivalTimes(rate, share.number(), share.loops()));
    }

    private Schedule closedLoop(SessionSource sessions, LoadOptions options) {
        return new ClosedLoop(this, clients, sessions, options.ramp().toNanos());
    }

    void start() {
        execute(schedule::start);
        execute(new PauseDetector(this, recorders)::start);
        execute(this::sweepFromNowOn);
    }

    private void sweepFromNowOn() {
        if (!stopped) {
            after(Math.min(SWEEP_NANOS, timeoutNanos), this::sweepFromNowOn);
            sweep();
        }
    }

    void execute(Runnable task) {
        network.execute(guarded(task));
    }

    /** Runs a task on the loop's thread, so many nanoseconds from now. */
    Network.Timer after(long nanos, Runnable task) {
        return network.after(nanos, guarded(task));
    }

    /** What a task throws would end nothing, and the numbers would look as if all were well. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable bug) {
                broken(bug);
            }
        };
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Client client : clients) {
            client.sweep(now);
        }
    }

    /** Sends no more requests; complete when none is outstanding and no connection is opening. */
    CompletableFuture<Void> pause() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        execute(
                () -> {
                    paused = true;
                    schedule.pause();
                    quiet = answer;
                    busy(0);
                });
        return answer;
    }

    void resume() {
        execute(
                () -> {
                    paused = false;
                    schedule.resume();
                    clients.forEach(Client::resume);
                });
    }

    /** Complete when the loop has come to it, in between two of its events. */
    CompletableFuture<Taken> take() {
        return CompletableFuture.supplyAsync(
                () ->
                        new Taken(
                                counters.snapshot(System.nanoTime()).withOutstanding(waiting()),
                                recorders.take()),
                network::execute);
    }

    /** Looks at the clients themselves, so that it can disagree with the counters. */
    private long waiting() {
        return clients.stream().filter(Client::isWaiting).count();
    }

    /** Closes the connections; complete when the loop has nothing left to do. */
    CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(
                () -> {
                    paused = true;
                    stopped = true;
                    clients.forEach(Client::stop);
                    network.free();
                },
                network::execute);
    }

    /** A client became busy (1) or idle (-1). */
    void busy(int change) {
        busy += change;
        if (busy == 0 && quiet != null) {
            quiet.complete(null);
            quiet = null;
        }
    }

    boolean paused() {
        return paused;
    }

    /** Something that must not happen did; the load's numbers are worth nothing. */
    void broken(Throwable cause) {
        failure = cause;
    }

    /** What broke the load, or null. */
    Throwable failure() {
        return failure;
    }

    int clients() {
        return clients.size();
    }

    Requests requests() {
        return requests;
    }

    Schedule schedule() {
        return schedule;
    }

    Network network() {
        return network;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    LoadCounters counters() {
        return counters;
    }

    Recorders recorders() {
        return recorders;
    }
}
