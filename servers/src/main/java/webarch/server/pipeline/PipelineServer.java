package webarch.server.pipeline;

import java.io.IOException;
import java.util.Set;
import webarch.server.Architecture;
import webarch.server.Counters;
import webarch.server.RunningServer;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Tunable;

/**
 * The pipelined server, WatPipe of the paper: self-contained stages, each with a thread of its own,
 * joined by bounded queues.
 *
 * <pre>
 *   accept ──► read-poll ──►│queue│──► read ──►│queue│──► write ──┐
 *                 ▲            ▲                  ▲               │
 *                 │            │ pipelined        └─ write-poll ◄─┤ socket full
 *                 │            │ request                          │
 *                 └────────────┴──────────────────────────────────┘ reply sent
 * </pre>
 *
 * Arrows without a queue are registrations with epoll: there the kernel is the queue. No queue can
 * close a circle of waiting stages, because the way back from write to read refuses when it is
 * full, and the writer then reads itself.
 */
public final class PipelineServer implements Architecture {
    private static final int QUEUE_CAPACITY = 1024;

    @Override
    public Set<Tunable> tunables() {
        return Set.of(
                Tunable.MAX_CONNECTIONS,
                Tunable.CACHE_MEMORY,
                Tunable.BODY,
                Tunable.HEAD_TIMEOUT,
                Tunable.PROCESSES);
    }

    @Override
    public RunningServer start(ServerOptions options, Counters counters) throws IOException {
        Service service = new Service(options, counters, 1);
        StageQueue toRead = new StageQueue(QUEUE_CAPACITY);
        StageQueue toWrite = new StageQueue(QUEUE_CAPACITY);
        ReadPoll readPoll = new ReadPoll(service, toRead);
        WritePoll writePoll = new WritePoll(service, toWrite);
        start("write-poll", writePoll);
        start("write", new WriteStage(service, toWrite, toRead, readPoll, writePoll));
        start("read", new ReadStage(service, toRead, toWrite, readPoll));
        start("read-poll", readPoll);
        start("accept", new AcceptStage(service, readPoll));
        return service;
    }

    private static void start(String name, Runnable stage) {
        Thread.ofPlatform().name(name).start(stage);
    }
}
