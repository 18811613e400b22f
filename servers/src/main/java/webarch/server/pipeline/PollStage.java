package webarch.server.pipeline;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Poller;
import webarch.server.Workspace;

/**
 * A stage that waits, with epoll, until connections are ready and passes them on to the next stage.
 * One thread; which connections those are, and who registers them, is told by {@link
 * RestingConnections} for read-poll and {@link FullSockets} for write-poll.
 *
 * <p>The first reply that reaches its client brings the next request, and with it this thread takes
 * the CPU from the writer that has more replies to send. If it did so for each of them, batches
 * would be of one ticket. So while a writer is at work it lets others run before it looks again,
 * and then finds what has come meanwhile. Where it has a CPU for itself, that costs nothing.
 */
final class PollStage implements Runnable {
    private final Poller poller;
    private final Registrations registrations;
    private final StageQueue next;
    private final Crew writers;
    private final Caller caller;
    private final Batch ready = new Batch();

    PollStage(
            Workspace workspace,
            Poller poller,
            Registrations registrations,
            StageQueue next,
            Crew writers) {
        this.poller = poller;
        this.registrations = registrations;
        this.next = next;
        this.writers = writers;
        caller = Caller.of(workspace);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on the yield but the size of batches
    public void run() {
        try {
            while (true) {
                int count = poller.await(-1);
                boolean moreToCome = writers.isBusy();
                dispatch(count);
                if (moreToCome) {
                    Thread.yield();
                }
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void dispatch(int count) {
        for (int i = 0; i < count; i++) {
            Ticket ticket = registrations.claim(poller.descriptor(i), poller.events(i));
            if (ticket != null) {
                ready.add(ticket);
                if (ready.isFull()) {
                    next.put(ready, caller);
                }
            }
        }
        next.put(ready, caller);
    }
}
