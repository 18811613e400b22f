package webarch.harness.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What else runs on the machine by itself, and what webarch needs of it. */
final class SystemChecks {
    private static final String TIMERS = "etc/systemd/system/timers.target.wants";
    private static final String APT = "etc/apt/apt.conf.d/";

    /** Of util-linux; servers and load are started through them. */
    private static final List<String> TOOLS = List.of("setsid", "setpriv", "taskset");

    private static final int LEAST_JAVA = 25;
    private static final int MOST_FOR_KERNEL_STACKS = 1;

    private SystemChecks() {}

    static Finding timers(Patient patient) {
        List<String> timers =
                patient.has("run/systemd/system")
                        ? patient.names(TIMERS).stream()
                                .filter(name -> name.endsWith(".timer"))
                                .toList()
                        : List.of();
        return timers.isEmpty()
                ? Finding.ok("timers", "no timer of systemd is in force")
                : Finding.warning(
                        "timers",
                        String.join(", ", timers),
                        "as root, until the next start: systemctl stop "
                                + String.join(" ", timers));
    }

    static Finding upgrades(Patient patient) {
        boolean on =
                patient.names(APT).stream()
                        .flatMap(file -> patient.text(APT + file).stream())
                        .flatMap(String::lines)
                        .anyMatch(
                                line ->
                                        line.strip()
                                                .matches(
                                                        "APT::Periodic::Unattended-Upgrade\\s+"
                                                                + "\"[1-9].*"));
        return on
                ? Finding.warning(
                        "upgrades",
                        "packages are upgraded unattended, also in the middle of a run",
                        "as root: systemctl stop unattended-upgrades apt-daily.timer"
                                + " apt-daily-upgrade.timer")
                : Finding.ok("upgrades", "not unattended");
    }

    static Finding profiling(Patient patient) {
        long paranoid = patient.number("proc/sys/kernel/perf_event_paranoid").orElse(2);
        long hidden = patient.number("proc/sys/kernel/kptr_restrict").orElse(1);
        String found = "perf_event_paranoid " + paranoid + ", kptr_restrict " + hidden;
        if (System.getProperty("user.name").equals("root")) {
            return Finding.ok("profiling", found + ", root");
        }
        return paranoid <= MOST_FOR_KERNEL_STACKS && hidden == 0
                ? Finding.ok("profiling", found)
                : Finding.warning(
                        "profiling",
                        found + ": profiles would lack the kernel; runs are not affected",
                        "as root: sysctl kernel.perf_event_paranoid=0 kernel.kptr_restrict=0");
    }

    static Finding loopback() {
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Finding.ok("loopback", "a server can listen on a port");
        } catch (IOException error) {
            return Finding.problem(
                    "loopback",
                    "no server can listen: " + error.getMessage(),
                    "as root: ip link set lo up");
        }
    }

    static Finding java() {
        Runtime.Version version = Runtime.version();
        return version.feature() >= LEAST_JAVA
                ? Finding.ok("java", version + ", " + System.getProperty("java.vendor"))
                : Finding.problem("java", version.toString(), "./setup.sh installs a newer one");
    }

    static Finding build(Patient patient) {
        Path jar = patient.home().resolve("servers/target/webarch-servers.jar");
        return Files.exists(jar)
                ? Finding.ok("build", "the servers are built")
                : Finding.problem("build", "the servers are not built", "make build");
    }

    static Finding tools() {
        List<String> missing = TOOLS.stream().filter(tool -> !onPath(tool)).toList();
        return missing.isEmpty()
                ? Finding.ok("tools", String.join(", ", TOOLS))
                : Finding.problem(
                        "tools",
                        "missing: " + String.join(", ", missing),
                        "./setup.sh installs util-linux");
    }

    private static boolean onPath(String program) {
        String path = System.getenv("PATH");
        Stream<String> folders = path == null ? Stream.of() : Arrays.stream(path.split(":", -1));
        return folders.anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
