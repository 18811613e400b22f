package webarch.server.pipeline;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Poller;
import webarch.server.Workspace;

/**
 * A stage that waits, with epoll, until connections are ready and passes them on to the next stage.
 * One thread; which connections those are, and who registers them, is told by {@link
 * RestingConnections} for read-poll and {@link FullSockets} for write-poll.
 */
final class PollStage implements Runnable {
    private final Poller poller;
    private final Registrations registrations;
    private final StageQueue next;
    private final Caller caller;
    private final Batch ready = new Batch();

    PollStage(Workspace workspace, Poller poller, Registrations registrations, StageQueue next) {
        this.poller = poller;
        this.registrations = registrations;
        this.next = next;
        caller = Caller.of(workspace);
    }

    @Override
    public void run() {
        try {
            while (true) {
                dispatch(poller.await(-1));
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
