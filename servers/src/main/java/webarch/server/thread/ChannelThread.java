package webarch.server.thread;

import webarch.server.ChannelSteps;
import webarch.server.Connection;
import webarch.server.Counter;
import webarch.server.Service;
import webarch.server.Step;
import webarch.server.Workspace;

/**
 * The life of a connection over a channel, as one thread sees it: what a {@link ConnectionThread}
 * does, written with the blocking calls of {@code java.nio}. Where such a call has to wait, the JDK
 * parks the thread and its own pollers end that; so a call that may wait keeps no workspace.
 */
final class ChannelThread implements Runnable {
    private final Service service;
    private final CarrierWorkspaces workspaces;
    private final Connection connection;
    private final ChannelSteps channel;

    ChannelThread(Service service, CarrierWorkspaces workspaces, Connection connection) {
        this.service = service;
        this.workspaces = workspaces;
        this.connection = connection;
        channel = new ChannelSteps(service, connection);
    }

    @Override
    public void run() {
        try {
            while (read() && write()) {}
        } finally {
            Workspace workspace = workspaces.take();
            service.close(workspace, connection);
            workspaces.give(workspace);
        }
    }

    private boolean read() {
        Step step = tryRead();
        while (step == Step.WOULD_BLOCK) {
            step = channel.receive() ? tryRead() : ended();
        }
        return step == Step.DONE;
    }

    private Step tryRead() {
        Workspace workspace = workspaces.take();
        Step step = connection.read(workspace);
        if (step == Step.WOULD_BLOCK) {
            workspace.counters().increment(Counter.PARKS);
        } else if (step == Step.UNCACHED) {
            step = connection.load(workspace);
        }
        workspaces.give(workspace);
        return step;
    }

    private Step ended() {
        Workspace workspace = workspaces.take();
        Step step = channel.ended(workspace);
        workspaces.give(workspace);
        return step;
    }

    private boolean write() {
        boolean all = channel.send();
        Workspace workspace = workspaces.take();
        Step step = channel.sent(workspace, all);
        workspaces.give(workspace);
        return step == Step.DONE;
    }
}
