package webarch.server.pipeline;

import java.io.UncheckedIOException;
import java.util.Map;
import webarch.linux.SystemCallException;
import webarch.server.Workspace;

/** A thread of a crew. It belongs to one stage, or to both where they share a pool. */
final class StageThread implements Runnable {
    private final Crew crew;
    private final Map<StageQueue, Stage> stages;
    private final Seat seat;

    /**
     * A thread that has not started.
     *
     * @param stages which stage each queue of the crew is before
     */
    StageThread(Crew crew, Map<StageQueue, Stage> stages, Workspace workspace) {
        this.crew = crew;
        this.stages = stages;
        seat = new Seat(Caller.of(workspace));
    }

    @Override
    public void run() {
        try {
            while (true) {
                StageQueue source = crew.take(seat);
                stages.get(source).serve(seat.work());
            }
        } catch (SystemCallException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
