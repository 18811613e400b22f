package webarch.server.pipeline;

import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Workspace;

/** The stage that receives and parses requests and finds their files. One object a thread. */
final class ReadStage implements Stage {
    /** Where the tickets of complete requests go. */
    interface Next {
        /** Takes a batch over, and leaves it empty. */
        void accept(Batch done) throws SystemCallException;
    }

    private final Workspace workspace;
    private final RestingConnections resting;
    private final Next next;
    private final Batch done = new Batch();

    ReadStage(Workspace workspace, RestingConnections resting, Next next) {
        this.workspace = workspace;
        this.resting = resting;
        this.next = next;
    }

    @Override
    public void serve(Batch work) throws SystemCallException {
        workspace.lookAtClock();
        Ticket ticket = work.poll();
        while (ticket != null) {
            read(ticket);
            ticket = work.poll();
        }
        next.accept(done);
    }

    private void read(Ticket ticket) throws SystemCallException {
        Connection connection = ticket.connection();
        while (true) {
            switch (connection.read(workspace)) {
                case DONE -> {
                    done.add(ticket);
                    return;
                }
                case UNCACHED -> {
                    load(ticket);
                    return;
                }
                case WOULD_BLOCK -> {
                    if (ticket.rest()) {
                        return;
                    }
                }
                case CLOSED -> {
                    resting.end(ticket, workspace);
                    return;
                }
            }
        }
    }

    /** What is done goes on first, because the disk may let this thread wait. */
    private void load(Ticket ticket) throws SystemCallException {
        next.accept(done);
        ticket.connection().load(workspace);
        done.add(ticket);
    }
}
