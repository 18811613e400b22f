package webarch.harness.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The processes that this JVM has started and not yet seen the end of. A shutdown hook ends them,
 * whatever else goes wrong. Thread-safe.
 */
public final class StartedProcesses {
    private static final Object LOCK = new Object();
    private static final Set<Process> LIVE = new HashSet<>();
    private static boolean closed;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(StartedProcesses::endAll, "end-servers"));
    }

    private StartedProcesses() {}

    static Process start(ProcessBuilder builder) throws IOException {
        synchronized (LOCK) {
            if (closed) {
                throw new IOException("the harness is shutting down");
            }
            Process process = builder.start();
            LIVE.add(process);
            return process;
        }
    }

    /**
     * The session that {@code process} leads, and the descendants of its members. To be asked while
     * the process lives: an orphan in a session of its own cannot be found any more.
     */
    static List<ProcessHandle> members(Process process) {
        // Zombies count as ended: whoever is their parent collects them.
        return ProcessTree.members(process.pid()).stream()
                .filter(pid -> !ProcessStat.read(pid).map(ProcessStat::isZombie).orElse(true))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** Kills {@code known} and the session of {@code process}; returns when none is left of it. */
    static void end(Process process, List<ProcessHandle> known) {
        known.forEach(ProcessHandle::destroyForcibly);
        for (List<ProcessHandle> members = members(process);
                !members.isEmpty();
                members = members(process)) {
            members.forEach(ProcessHandle::destroyForcibly);
            Thread.onSpinWait();
        }
        synchronized (LOCK) {
            LIVE.remove(process);
        }
    }

    /** Whether {@link #endAll} was called, so that a server's death means nothing any more. */
    public static boolean areEnding() {
        synchronized (LOCK) {
            return closed;
        }
    }

    /** Kills every process started here, and refuses to start another. */
    public static void endAll() {
        List<Process> live;
        synchronized (LOCK) {
            closed = true;
            live = new ArrayList<>(LIVE);
        }
        live.forEach(process -> end(process, List.of()));
    }
}
