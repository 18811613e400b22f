package webarch.harness.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.measure.Cpus;

/** All checks, in the order in which they are told. */
public final class Doctor {
    private static final List<Function<Patient, Finding>> CHECKS =
            List.of(
                    _ -> SystemChecks.java(),
                    SystemChecks::build,
                    _ -> SystemChecks.tools(),
                    _ -> SystemChecks.loopback(),
                    ProcessorChecks::cpus,
                    ProcessorChecks::siblings,
                    ProcessorChecks::governor,
                    ProcessorChecks::clock,
                    RoomChecks::memory,
                    RoomChecks::swap,
                    RoomChecks::disk,
                    RoomChecks::descriptors,
                    RoomChecks::ports,
                    RoomChecks::backlog,
                    RoomChecks::controlGroup,
                    SystemChecks::timers,
                    SystemChecks::upgrades,
                    SystemChecks::profiling);

    private Doctor() {}

    /** Takes a little longer than {@code moment}, for which it watches what the CPUs do. */
    public static List<Finding> examine(Home home, Duration moment) throws InterruptedException {
        Patient patient =
                new Patient(Path.of("/"), home.root(), Cpus.allowed(), Units::ofThisMachine);
        return findings(patient, Activity.during(moment));
    }

    static List<Finding> findings(Patient patient, Activity activity) {
        return Stream.concat(
                        CHECKS.stream().map(check -> check.apply(patient)),
                        Stream.of(
                                ProcessorChecks.steal(activity),
                                ProcessorChecks.load(patient, activity)))
                .toList();
    }
}
