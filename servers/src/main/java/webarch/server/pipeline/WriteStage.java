package webarch.server.pipeline;

import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * The stage that sends replies. One object a thread.
 *
 * <p>A connection whose next request is here already goes back to the read stage. A writer does not
 * wait for room in that queue, because a reader may be waiting for room in the writers' own: it
 * takes the connection's steps itself.
 */
final class WriteStage implements Stage {
    private final Workspace workspace;
    private final Caller caller;
    private final RestingConnections resting;
    private final FullSockets full;
    private final StageQueue toRead;
    private final Batch pipelined = new Batch();

    /**
     * A writer.
     *
     * @param full where connections wait for room; null where the writer itself waits
     */
    WriteStage(
            Workspace workspace, RestingConnections resting, FullSockets full, StageQueue toRead) {
        this.workspace = workspace;
        this.resting = resting;
        this.full = full;
        this.toRead = toRead;
        caller = Caller.of(workspace);
    }

    @Override
    public void serve(Batch work) throws SystemCallException {
        Ticket ticket = work.poll();
        while (ticket != null) {
            follow(ticket, ticket.connection().write(workspace));
            ticket = work.poll();
        }
        while (!toRead.offer(pipelined, caller)) {
            Ticket refused = pipelined.poll();
            workspace.lookAtClock();
            follow(refused, refused.connection().advance(workspace));
        }
    }

    /** Passes a connection on after its steps. Input at which these ended is half a request. */
    private void follow(Ticket ticket, Step step) throws SystemCallException {
        Connection connection = ticket.connection();
        if (step == Step.CLOSED) {
            resting.end(ticket, workspace);
        } else if (connection.isWriting()) {
            full.add(ticket, workspace);
        } else if ((step == Step.DONE && connection.hasInput()) || !ticket.rest()) {
            pipelined.add(ticket);
        }
    }
}
