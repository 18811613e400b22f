package webarch.server.pipeline;

import webarch.linux.SystemCallException;
import webarch.server.Connection;
import webarch.server.Service;
import webarch.server.Workspace;

/** The stage that receives and parses requests and finds their files. */
final class ReadStage implements Runnable {
    private final Service service;
    private final Workspace workspace;
    private final StageQueue toRead;
    private final StageQueue toWrite;
    private final ReadPoll readPoll;
    private final Batch work = new Batch();
    private final Batch done = new Batch();

    ReadStage(Service service, StageQueue toRead, StageQueue toWrite, ReadPoll readPoll)
            throws SystemCallException {
        this.service = service;
        this.toRead = toRead;
        this.toWrite = toWrite;
        this.readPoll = readPoll;
        workspace = service.workspace();
    }

    @Override
    public void run() {
        while (true) {
            toRead.take(work);
            for (int i = 0; i < work.size(); i++) {
                read(work.get(i));
            }
            work.clear();
            toWrite.put(done, workspace.counters());
        }
    }

    private void read(Ticket ticket) {
        Connection connection = ticket.connection();
        while (true) {
            switch (connection.read(workspace)) {
                case DONE -> {
                    done.add(ticket);
                    return;
                }
                case WOULD_BLOCK -> {
                    if (ticket.rest()) {
                        return;
                    }
                }
                case UNCACHED -> {
                    connection.load(workspace);
                    done.add(ticket);
                    return;
                }
                case CLOSED -> {
                    readPoll.remove(connection);
                    service.close(workspace, connection);
                    return;
                }
            }
        }
    }
}
