package webarch.kernel;

import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.channels.Loop;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The sockets to Jupyter, with three habits of the base library changed: the iopub socket drops
 * nothing, a message that cannot be read does not end the thread that reads, and closing waits for
 * the last replies, though not for ever.
 */
final class Connection extends JupyterConnection {
    private static final int LINGER_MILLIS = 1000;
    private static final int NEXT_POLL_MILLIS = 50;

    /**
     * Held, because the logging system lets go of loggers that nobody holds, and of their level.
     */
    private static final List<Logger> CHATTER =
            List.of(
                    Logger.getLogger("Jupyter"),
                    Logger.getLogger("Loop-Heartbeat-0"),
                    Logger.getLogger("Loop-Shell-0"),
                    Logger.getLogger("Loop-Shell-1"));

    private final CountDownLatch closing = new CountDownLatch(1);

    Connection(KernelConnectionProperties properties) throws GeneralSecurityException {
        super(properties);
        CHATTER.forEach(logger -> logger.setLevel(Level.WARNING));
        iopub.setSndHWM(0);
        List.of(shell, control, iopub).forEach(socket -> socket.setLinger(LINGER_MILLIS));
    }

    @Override
    public void connect() {
        super.connect();
        Thread.getAllStackTraces().keySet().stream()
                .filter(Loop.class::isInstance)
                .map(Loop.class::cast)
                .forEach(loop -> loop.onError(this::report));
    }

    private long report(Throwable error) {
        if (closing.getCount() > 0) {
            System.err.println("webarch kernel: message ignored: " + error);
        }
        return NEXT_POLL_MILLIS;
    }

    /** Called by the base library on the thread that would have to end for it to succeed. */
    @Override
    public void close() {
        closing.countDown();
    }

    /** Returns when Jupyter asked for shutdown and has the reply. */
    void awaitClose() throws InterruptedException {
        closing.await();
        Thread closer = Thread.ofPlatform().daemon().start(super::close);
        closer.join(LINGER_MILLIS);
    }
}
