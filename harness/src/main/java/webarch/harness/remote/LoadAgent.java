package webarch.harness.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import webarch.harness.UsageException;
import webarch.harness.load.LoadGenerator;
import webarch.harness.measure.Cpus;
import webarch.harness.workload.RequestLog;

/**
 * The load on this host, as a runner on another one orders it. Owned by the thread that serves.
 *
 * <pre>
 * orders ──► prepare ──► start ──► snapshot, take, pause, resume … ──► end of the orders
 *              answers ◄── to each, in their order
 * </pre>
 *
 * The load ends with the orders, and when they stay away for too long, as they do when the network
 * is gone.
 */
final class LoadAgent {
    private final BufferedReader orders;
    private final PrintStream answers;
    private final Duration patience;
    private final ScheduledExecutorService watch;
    private final Runnable abandoned;
    private LoadGenerator load;

    /** {@code abandoned} is run when no order has come for {@code patience}. */
    LoadAgent(
            BufferedReader orders,
            PrintStream answers,
            Duration patience,
            ScheduledExecutorService watch,
            Runnable abandoned) {
        this.orders = orders;
        this.answers = answers;
        this.patience = patience;
        this.watch = watch;
        this.abandoned = abandoned;
    }

    void serve() throws IOException {
        ScheduledFuture<?> end = watchOnce();
        try {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                end.cancel(false);
                answers.println(Wire.line(answer(Wire.parse(line, Order.class))));
                answers.flush();
                end = watchOnce();
            }
        } finally {
            end.cancel(false);
            if (load != null) {
                load.close();
            }
        }
    }

    private ScheduledFuture<?> watchOnce() {
        return watch.schedule(abandoned, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer answer(Order order) {
        try {
            return switch (order.kind()) {
                case PREPARE -> prepare(order.job());
                case PING -> Answer.DONE;
                case START -> {
                    load.start();
                    yield Answer.DONE;
                }
                case PAUSE -> {
                    load.pause();
                    yield Answer.DONE;
                }
                case RESUME -> {
                    load.resume();
                    yield Answer.DONE;
                }
                case SNAPSHOT -> Answer.of(load.snapshot(), load.cpuNanos());
                case TAKE -> Answer.of(load.take(), load.cpuNanos());
            };
        } catch (UsageException | IllegalStateException failure) {
            return Answer.failed(failure.getMessage());
        }
    }

    private Answer prepare(Job job) {
        int cpus = Cpus.allowed().size();
        RequestLog log = job.workload().requestLog();
        load = new LoadGenerator(job.options(cpus), log, job.number(), job.of());
        return Answer.prepared(cpus, log.sha256());
    }
}
