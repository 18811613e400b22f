package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a pipeline's stages do: how many connections they take at a time, and how long these wait in
 * the queue before a stage beside how long the stage is at work for them.
 */
public final class Stages {
    private static final List<String> NAMES = List.of("read", "write");
    private static final double NANOS_PER_MICRO = 1000;

    private Stages() {}

    /** One stage of one server, its counters per request. */
    private record Stage(Counts counts, String variant, String name) {
        boolean isThere() {
            return counts.perRequest(variant, name + "_batches").n() > 0;
        }

        double of(String counter) {
            return counts.perRequest(variant, name + "_" + counter).mean();
        }

        double micros(String counter) {
            return of(counter) / of("tickets") / NANOS_PER_MICRO;
        }
    }

    /** For readers: a row for each stage of each server that has any. */
    public static Table of(Counts counts) {
        List<Stage> stages = new ArrayList<>();
        for (String variant : counts.variants()) {
            for (String name : NAMES) {
                stages.add(new Stage(counts, variant, name));
            }
        }
        stages.removeIf(stage -> !stage.isThere());
        if (stages.isEmpty()) {
            throw new UsageException(
                    counts.campaign().folder().resolve(Counts.FILE) + ": no server has stages");
        }
        return Table.create(
                "stages at " + counts.level().label(),
                StringColumn.create("server", stages.stream().map(Stage::variant).toList()),
                StringColumn.create("stage", stages.stream().map(Stage::name).toList()),
                column("hand-offs a request", stages, stage -> stage.of("puts")),
                column("threads woken a request", stages, stage -> stage.of("wakes")),
                column(
                        "connections a batch",
                        stages,
                        stage -> stage.of("tickets") / stage.of("batches")),
                column(
                        "batches in the queue",
                        stages,
                        stage -> stage.of("queue_lengths") / stage.of("batches")),
                column("queued us", stages, stage -> stage.micros("queue_wait_ns")),
                column("served us", stages, stage -> stage.micros("service_ns")));
    }

    private static StringColumn column(
            String name, List<Stage> stages, ToDoubleFunction<Stage> value) {
        return StringColumn.create(
                name,
                stages.stream().map(stage -> Numbers.rounded(value.applyAsDouble(stage))).toList());
    }
}
