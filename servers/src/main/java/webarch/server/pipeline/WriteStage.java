package webarch.server.pipeline;

import java.io.UncheckedIOException;
import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Service;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * The stage that sends replies. Where the queue back to the read stage is full, it reads itself, so
 * that the two never wait for each other.
 */
final class WriteStage implements Runnable {
    private final Service service;
    private final Workspace workspace;
    private final StageQueue toWrite;
    private final StageQueue toRead;
    private final ReadPoll readPoll;
    private final WritePoll writePoll;
    private final Batch work = new Batch();

    WriteStage(
            Service service,
            StageQueue toWrite,
            StageQueue toRead,
            ReadPoll readPoll,
            WritePoll writePoll)
            throws SystemCallException {
        this.service = service;
        this.toWrite = toWrite;
        this.toRead = toRead;
        this.readPoll = readPoll;
        this.writePoll = writePoll;
        workspace = service.waitingWorkspace();
    }

    @Override
    public void run() {
        try {
            while (true) {
                toWrite.take(work);
                for (int i = 0; i < work.size(); i++) {
                    write(work.get(i));
                }
                work.clear();
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void write(Ticket ticket) throws SystemCallException {
        Connection connection = ticket.connection();
        Step step = connection.write(workspace);
        while (true) {
            switch (step) {
                case DONE, UNCACHED -> {
                    if (!connection.hasInput() && ticket.rest()) {
                        return;
                    }
                    if (toRead.offer(ticket, workspace.counters())) {
                        return;
                    }
                }
                case WOULD_BLOCK -> {
                    if (connection.isWriting()) {
                        writePoll.add(ticket, workspace.calls());
                        return;
                    }
                    if (ticket.rest()) {
                        return;
                    }
                }
                case CLOSED -> {
                    readPoll.remove(connection);
                    service.close(workspace, connection);
                    return;
                }
            }
            step = connection.advance(workspace);
        }
    }
}
