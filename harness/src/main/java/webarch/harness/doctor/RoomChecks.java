package webarch.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Whether there is room: memory, disk, descriptors, ports, and what a control group leaves of it.
 */
final class RoomChecks {
    private static final long MB = 1_000_000;
    private static final long GB = 1000 * MB;

    /** One server, the load and the file set of a few directories. */
    private static final long LEAST_MEMORY = 700 * MB;

    private static final long ENOUGH_MEMORY = 1500 * MB;
    private static final long LEAST_DISK = 200 * MB;

    /** The largest file set of a shipped plan has 2.0 GB, that of the workload alone 3.4 GB. */
    private static final long ENOUGH_DISK = 5 * GB;

    /** The most clients of the shipped plans, with what else is open. */
    private static final long LEAST_DESCRIPTORS = 1200;

    /** For 20,000 clients. */
    private static final long ENOUGH_DESCRIPTORS = 20_200;

    private static final long ENOUGH_PORTS = 25_000;
    private static final long ENOUGH_BACKLOG = 1024;
    private static final String NO_LIMIT = "unlimited";

    private RoomChecks() {}

    static Finding memory(Patient patient) {
        long available = patient.memory("MemAvailable");
        String found = gigabytes(available) + " available";
        String remedy = "end what holds memory, or give the machine 2 GB";
        if (available < LEAST_MEMORY) {
            return Finding.problem("memory", found, remedy);
        }
        return available < ENOUGH_MEMORY
                ? Finding.warning("memory", found, remedy)
                : Finding.ok("memory", found);
    }

    static Finding swap(Patient patient) {
        long total = patient.memory("SwapTotal");
        long used = total - patient.memory("SwapFree");
        if (total == 0) {
            return Finding.ok("swap", "none");
        }
        return Finding.warning(
                "swap",
                gigabytes(total)
                        + ", "
                        + gigabytes(used)
                        + " of it in use: a server may be paged out",
                "as root: swapoff -a");
    }

    static Finding disk(Patient patient) {
        // Not through a FileStore: that needs a mount point, which a chroot may not have.
        long free = patient.home().toFile().getUsableSpace();
        String found = gigabytes(free) + " free below the checkout";
        if (free < LEAST_DISK) {
            return Finding.problem("disk", found, "free some space, or move the checkout");
        }
        return free < ENOUGH_DISK
                ? Finding.warning(
                        "disk",
                        found + "; the largest file set of a plan needs 2.0 GB",
                        "free some space")
                : Finding.ok("disk", found);
    }

    static Finding descriptors(Patient patient) {
        String limits = "^Max open files\\s+";
        String soft = patient.find("proc/self/limits", limits + "(\\S+)").orElse(NO_LIMIT);
        String hard = patient.find("proc/self/limits", limits + "\\S+\\s+(\\S+)").orElse(NO_LIMIT);
        long limit = soft.equals(NO_LIMIT) ? Long.MAX_VALUE : Long.parseLong(soft);
        String found = soft + " (hard limit " + hard + ")";
        String remedy =
                "ulimit -n "
                        + ENOUGH_DESCRIPTORS
                        + "; where the hard limit is lower, as root: prlimit"
                        + " --nofile="
                        + ENOUGH_DESCRIPTORS
                        + " --pid $$";
        if (limit < LEAST_DESCRIPTORS) {
            return Finding.problem("descriptors", found, remedy);
        }
        return limit < ENOUGH_DESCRIPTORS
                ? Finding.warning("descriptors", found + ": too few for 20000 clients", remedy)
                : Finding.ok("descriptors", found);
    }

    static Finding ports(Patient patient) {
        String file = "proc/sys/net/ipv4/ip_local_port_range";
        String[] range = patient.text(file).orElse("32768 60999").split("\\s+", -1);
        long ports = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
        String waiting = patient.find("proc/net/sockstat", "^TCP:.* tw (\\d+)").orElse("0");
        String found = ports + " local ports, " + waiting + " connections in TIME_WAIT";
        if (ports < ENOUGH_PORTS) {
            return Finding.warning(
                    "ports", found, "as root: sysctl net.ipv4.ip_local_port_range='32768 60999'");
        }
        OptionalLong reuse = patient.number("proc/sys/net/ipv4/tcp_tw_reuse");
        return reuse.isPresent() && reuse.getAsLong() == 0
                ? Finding.warning(
                        "ports",
                        found + ", none of which is used again before a minute is over",
                        "as root: sysctl net.ipv4.tcp_tw_reuse=2")
                : Finding.ok("ports", found);
    }

    static Finding backlog(Patient patient) {
        long most = patient.number("proc/sys/net/core/somaxconn").orElse(ENOUGH_BACKLOG);
        String found = most + " connections may wait for accept";
        return most < ENOUGH_BACKLOG
                ? Finding.warning("backlog", found, "as root: sysctl net.core.somaxconn=4096")
                : Finding.ok("backlog", found);
    }

    static Finding controlGroup(Patient patient) {
        List<String> limits = new ArrayList<>();
        for (ControlGroup group : ControlGroup.of(patient)) {
            group.cpuLimit().ifPresent(cpus -> limits.add("CPU time of " + cpus + " CPUs"));
            group.memoryLimit()
                    .filter(bytes -> bytes < patient.memory("MemTotal"))
                    .ifPresent(bytes -> limits.add(gigabytes(bytes) + " of memory"));
        }
        return limits.isEmpty()
                ? Finding.ok("cgroup", "no limit of CPU time or memory")
                : Finding.warning(
                        "cgroup",
                        "limited to " + String.join(" and ", limits),
                        "start from a session or container without these limits, unless they are"
                                + " meant");
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GB);
    }
}
