package webarch.harness.paired;

import java.util.List;
import webarch.harness.measure.ServerCommand;
import webarch.harness.subject.Contender;

/** Invented slices, for tests. */
public final class Slices {
    private Slices() {}

    public static Contender server(int instance) {
        return new Contender(
                "good",
                "",
                instance,
                new ServerCommand(List.of("good"), ServerCommand.Ready.ANNOUNCED));
    }

    /** A turn in which a request cost so much. */
    public static Slice of(
            int launch, int round, int instance, double cpuMicros, String... invalidReasons) {
        return new Slice(
                64,
                launch,
                round,
                instance,
                server(instance),
                0.5,
                1000,
                1000,
                0,
                0,
                cpuMicros * 1000 / 1e6,
                0.25,
                0,
                0,
                1,
                List.of(invalidReasons));
    }
}
