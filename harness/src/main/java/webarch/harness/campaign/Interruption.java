package webarch.harness.campaign;

import java.util.function.Supplier;
import webarch.harness.measure.StartedProcesses;

/**
 * What happens on Ctrl-C, SIGTERM and SIGHUP while a campaign runs: the server is killed, the run
 * under way is lost, the process ends with 130. Runs in a thread of its own at shutdown.
 */
public final class Interruption implements AutoCloseable {
    static final int EXIT_CODE = 130;

    private final Thread hook;

    /** {@code farewell} is the last line the user sees. */
    public Interruption(Progress progress, Supplier<String> farewell) {
        hook =
                new Thread(
                        () -> {
                            StartedProcesses.endAll();
                            progress.note(farewell.get());
                            Runtime.getRuntime().halt(EXIT_CODE);
                        },
                        "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** To be asked before a run is recorded: its server may have been killed by us. */
    static void check() throws InterruptedException {
        if (StartedProcesses.areEnding()) {
            throw new InterruptedException("the server was killed because we are to end");
        }
    }

    @Override
    public void close() {
        if (!StartedProcesses.areEnding()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
