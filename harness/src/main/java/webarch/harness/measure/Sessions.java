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
public final class Sessions {
    private static final Object LOCK = new Object();
    private static final Set<Process> LIVE = new HashSet<>();
    private static boolean closed;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Sessions::endAll, "end-servers"));
    }

    private Sessions() {}

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

    /** Kills the session that {@code process} leads, and returns when none of it is left. */
    static void end(Process process) {
        for (Set<Long> members = members(process); !members.isEmpty(); members = members(process)) {
            members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            Thread.onSpinWait();
        }
        synchronized (LOCK) {
            LIVE.remove(process);
        }
    }

    /** Zombies count as ended: whoever is their parent collects them. */
    private static Set<Long> members(Process process) {
        Set<Long> members = new HashSet<>(ProcessTree.members(process.pid()));
        members.removeIf(pid -> ProcessStat.read(pid).map(ProcessStat::isZombie).orElse(true));
        return members;
    }

    /** Kills every process started here, and refuses to start another. */
    public static void endAll() {
        List<Process> live;
        synchronized (LOCK) {
            closed = true;
            live = new ArrayList<>(LIVE);
        }
        live.forEach(Sessions::end);
    }
}
