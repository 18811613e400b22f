package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group that limits nothing and counts CPU time, of the unified hierarchy (cgroups(7)) or
 * of the older one's controller cpuacct.
 *
 * @param unified which of the two
 */
record AccountingGroup(Path folder, boolean unified) implements AutoCloseable {
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    private static final String PROCESSES = "cgroup.procs";
    private static final String USAGE = "usage_usec ";

    /** Empty where this user may make none. */
    static Optional<AccountingGroup> create() {
        boolean unified = Files.exists(MOUNT.resolve("cgroup.controllers"));
        Path parent = unified ? MOUNT : MOUNT.resolve("cpuacct");
        Path folder = parent.resolve("webarch-" + ProcessHandle.current().pid());
        try {
            return Optional.of(new AccountingGroup(Files.createDirectory(folder), unified));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    void add(long process) throws IOException {
        Files.writeString(folder.resolve(PROCESSES), Long.toString(process));
    }

    /** Of all processes that are or were in it. */
    double cpuSeconds() throws IOException {
        return unified
                ? Files.readAllLines(folder.resolve("cpu.stat")).stream()
                                .filter(line -> line.startsWith(USAGE))
                                .mapToLong(line -> Long.parseLong(line.substring(USAGE.length())))
                                .findFirst()
                                .orElseThrow()
                        / 1e6
                : Long.parseLong(Files.readString(folder.resolve("cpuacct.usage")).strip()) / 1e9;
    }

    /** Gives its processes back to the group above, for a group with processes cannot go. */
    @Override
    public void close() throws IOException {
        Path above = folder.resolveSibling(PROCESSES);
        for (String process : Files.readAllLines(folder.resolve(PROCESSES))) {
            Files.writeString(above, process);
        }
        Files.delete(folder);
    }
}
