package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import webarch.harness.disk.DiskUse;
import webarch.harness.disk.PreparedStorage;
import webarch.harness.load.Load;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.CounterFile;
import webarch.harness.measure.ProcessTree;

/** Reads server and load while both run. Owned by the thread that measures. */
final class Probe {
    private final ProcessTree server;
    private final Load load;
    private final Optional<CounterFile> counters;
    private final Optional<PreparedStorage> storage;
    private long residentMost;

    /** {@code counterFile} exists if the server publishes counters. */
    Probe(ProcessTree server, Load load, Path counterFile, Optional<PreparedStorage> storage)
            throws IOException {
        this.storage = storage;
        this.server = server;
        this.load = load;
        counters =
                Files.exists(counterFile)
                        ? Optional.of(CounterFile.open(counterFile))
                        : Optional.empty();
    }

    Reading read() {
        return read(load.snapshot());
    }

    /** The same with totals that were asked for just now. */
    Reading read(LoadSnapshot totals) {
        return new Reading(
                totals,
                server.cpuNanos(),
                load.cpuNanos(),
                counters.map(CounterFile::totals).orElse(Map.of()),
                storage.map(PreparedStorage::read));
    }

    /** What device and memory did between two readings; empty where they are as they come. */
    Optional<DiskUse> disk(Reading opening, Reading closing) {
        return storage.map(
                prepared -> prepared.between(opening.disk().get(), closing.disk().get()));
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
