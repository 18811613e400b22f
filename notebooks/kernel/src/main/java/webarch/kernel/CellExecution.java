package webarch.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs the snippets of cells in this process, each on a fresh thread of its cell's {@link
 * CellThreads}, and keeps the value of the last one as the object it is.
 *
 * <pre>
 *  begin ─▶ [ run ─▶ (done | thrown | stopped ─▶ unwound | abandoned) ]*
 * </pre>
 *
 * A thread that does not unwind within {@link #GRACE_MILLIS} of an interrupt, because it is deep in
 * a library that knows neither loops of ours nor {@link Thread#interrupt}, is abandoned: it ends
 * when it next comes back to code of its cell. Used by the thread that evaluates cells; {@link
 * #stop} by any.
 */
final class CellExecution extends DirectExecutionControl {
    /** Leaves the kernel idle again in less than two seconds after an interrupt. */
    private static final long GRACE_MILLIS = 1000;

    private final CellClasses classes;
    private final List<CellThreads> stopped = new ArrayList<>();
    private CellThreads threads = new CellThreads();
    private CompletableFuture<?> running;
    private boolean abandoned;
    private Object value;
    private Throwable thrown;

    CellExecution(CellClasses classes) {
        super(classes);
        this.classes = classes;
    }

    /** Starts a new cell; a {@link #stop} that came before does not concern it. */
    synchronized void begin() {
        stopped.removeIf(cell -> cell.activeCount() == 0);
        CellGuard.arm(!stopped.isEmpty());
        threads = new CellThreads();
        CellGuard.enter(threads);
        abandoned = false;
    }

    boolean isStopped() {
        return threads.isStopped();
    }

    /** Whether the cell was stopped and a thread of it could not be. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** The value of the last snippet, once. */
    Object takeValue() {
        Object taken = value;
        value = null;
        return taken;
    }

    /** What the last snippet threw, once. */
    Throwable takeThrown() {
        Throwable taken = thrown;
        thrown = null;
        return taken;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        value = null;
        thrown = null;
        try {
            value = run(() -> snippet.invoke(null));
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw e;
        }
        return "";
    }

    /**
     * Runs {@code work} as part of the current cell.
     *
     * @throws StoppedException if the cell was interrupted, whatever became of {@code work}
     */
    <T> T run(Callable<T> work) throws Exception {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(threads, () -> complete(outcome, work), "notebook-cell");
        thread.setContextClassLoader(classes.loader());
        thread.setDaemon(true);
        started(outcome);
        thread.start();
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            if (threads.isStopped()) {
                abandoned |= e.getCause() instanceof TimeoutException;
                throw new StoppedException();
            }
            throw e.getCause() instanceof Exception cause
                    ? cause
                    : new InvocationTargetException(e.getCause());
        }
    }

    private static <T> void complete(CompletableFuture<T> outcome, Callable<T> work) {
        try {
            outcome.complete(work.call());
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    private synchronized void started(CompletableFuture<?> outcome) throws StoppedException {
        if (threads.isStopped()) {
            throw new StoppedException();
        }
        running = outcome;
    }

    @Override
    public synchronized void stop() {
        stopped.add(threads);
        CellGuard.arm(true);
        threads.stop();
        if (running != null) {
            running.orTimeout(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
