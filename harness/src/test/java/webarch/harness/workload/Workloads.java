package webarch.harness.workload;

import java.util.List;
import java.util.Optional;

/** Workloads for tests. */
public final class Workloads {
    private Workloads() {}

    /** The shipped workload; tests run in the module's folder. */
    public static Workload specweb99() {
        return Workload.load("workloads/specweb99.yaml");
    }

    /** Two directories of four files of 10 to 70,010 bytes, 3.1 requests a session. */
    public static Workload small() {
        return new Workload(
                "small",
                "For tests",
                2,
                List.of(new FileClass(3, 10, 90, 2), new FileClass(1, 10, 70_000, 2)),
                new Popularity(1, null),
                new Session(3.1),
                Optional.empty(),
                0);
    }
}
