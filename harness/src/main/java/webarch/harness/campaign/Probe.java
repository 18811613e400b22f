package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import webarch.harness.load.Load;
import webarch.harness.measure.CounterFile;
import webarch.harness.measure.ProcessTree;

/** Reads server and load while both run. Owned by the thread that measures. */
final class Probe {
    private final ProcessTree server;
    private final Load load;
    private final Optional<CounterFile> counters;
    private long residentMost;

    /** {@code counterFile} exists if the server publishes counters. */
    Probe(ProcessTree server, Load load, Path counterFile) throws IOException {
        this.server = server;
        this.load = load;
        counters =
                Files.exists(counterFile)
                        ? Optional.of(CounterFile.open(counterFile))
                        : Optional.empty();
    }

    Reading read() {
        return new Reading(
                load.snapshot(),
                server.cpuNanos(),
                load.cpuNanos(),
                counters.map(CounterFile::totals).orElse(Map.of()));
    }

    /** Notes how much memory the server has now. */
    void watchMemory() {
        residentMost = Math.max(residentMost, server.residentBytes());
    }

    /** The most that {@link #watchMemory} has seen, in bytes. */
    long residentMost() {
        return residentMost;
    }
}
