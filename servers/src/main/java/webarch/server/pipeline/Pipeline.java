package webarch.server.pipeline;

import java.util.Map;
import webarch.linux.SystemCallException;
import webarch.server.Poller;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Workspace;

/**
 * The stages, each with threads of its own, joined by bounded queues.
 *
 * <pre>
 *   accept ──► read-poll ──►│queue│──► read ──►│queue│──► write ──┐
 *                 ▲            ▲        × N       ▲        × N    │
 *                 │            │ pipelined        └─ write-poll ◄─┤ socket full
 *                 │            │ request                          │
 *                 └────────────┴──────────────────────────────────┘ reply sent
 * </pre>
 *
 * Arrows without a queue are registrations with epoll: there the kernel is the queue. Two things
 * can be otherwise:
 *
 * <pre>
 *   blocking sockets    write waits where the socket is full; there is no write-poll
 *   workers             one pool of threads takes from both queues, replies first
 * </pre>
 *
 * <p>Who waits for room in a queue: accept and read-poll wait for readers, readers and write-poll
 * for writers, and writers for nobody, because where the way back to read is full, they go on
 * reading themselves. So no circle of waiting threads can close, whatever their number and that of
 * places in the queues. A worker is a reader and a writer, so it does not wait for room either: it
 * serves itself what finds none. Blocking writers wait for clients, at most as long as a connection
 * may be idle; when all do, or all workers, nothing moves until the first client does.
 */
final class Pipeline {
    private final Service service;
    private final ServerOptions.Threads threads;
    private final boolean pooled;
    private final Crew writers;
    private final Crew readers;
    private final StageQueue toWrite;
    private final StageQueue toRead;

    Pipeline(Service service) {
        this.service = service;
        threads = service.options().threads();
        pooled = threads.workers() > 0;
        writers = new Crew(pooled ? threads.workers() : threads.writers());
        readers = pooled ? writers : new Crew(threads.readers());
        toWrite = writers.addQueue(threads.queueCapacity(), StageCounters.WRITE);
        toRead = readers.addQueue(threads.queueCapacity(), StageCounters.READ);
    }

    /** Starts the threads, those first that others wait for. */
    void start() throws SystemCallException {
        Workspace pollWorkspace = service.workspace();
        Poller poller = new Poller(pollWorkspace);
        RestingConnections resting = new RestingConnections(service, poller.epoll());
        FullSockets full = service.options().sending().blocking() ? null : startWritePoll();
        if (pooled) {
            startWorkers(resting, full);
        } else {
            startWriters(resting, full);
            startReaders(resting);
        }
        start("read-poll", new PollStage(pollWorkspace, poller, resting, toRead, writers));
        start("accept", new AcceptStage(service, resting, toRead));
    }

    private FullSockets startWritePoll() throws SystemCallException {
        Workspace workspace = service.workspace();
        Poller poller = new Poller(workspace);
        FullSockets full = new FullSockets(service, poller.epoll());
        start("write-poll", new PollStage(workspace, poller, full, toWrite, writers));
        return full;
    }

    private void startWriters(RestingConnections resting, FullSockets full)
            throws SystemCallException {
        for (int i = 0; i < threads.writers(); i++) {
            Workspace workspace = service.waitingWorkspace();
            Stage write = new WriteStage(workspace, resting, full, toRead);
            start("write", new StageThread(writers, Map.of(toWrite, write), workspace));
        }
    }

    private void startReaders(RestingConnections resting) throws SystemCallException {
        for (int i = 0; i < threads.readers(); i++) {
            Workspace workspace = service.workspace();
            Caller caller = Caller.of(workspace);
            Stage read = new ReadStage(workspace, resting, done -> toWrite.put(done, caller));
            start("read", new StageThread(readers, Map.of(toRead, read), workspace));
        }
    }

    private void startWorkers(RestingConnections resting, FullSockets full)
            throws SystemCallException {
        for (int i = 0; i < threads.workers(); i++) {
            Workspace workspace = service.waitingWorkspace();
            Caller caller = Caller.of(workspace);
            Stage write = new WriteStage(workspace, resting, full, toRead);
            Stage read =
                    new ReadStage(
                            workspace,
                            resting,
                            done -> {
                                if (!toWrite.offer(done, caller)) {
                                    write.serve(done);
                                }
                            });
            Map<StageQueue, Stage> stages = Map.of(toWrite, write, toRead, read);
            start("worker", new StageThread(writers, stages, workspace));
        }
    }

    private static void start(String name, Runnable stage) {
        Thread.ofPlatform().name(name).start(stage);
    }
}
