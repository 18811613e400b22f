package webarch.harness.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import webarch.harness.profile.KernelAccess;

/** What else runs on the machine by itself, and what webarch needs of it. */
final class SystemChecks {
    /** What the administrator enabled, and what a package always has. */
    private static final List<String> WANTED =
            List.of(
                    "etc/systemd/system/timers.target.wants",
                    "usr/lib/systemd/system/timers.target.wants");

    private static final String APT = "etc/apt/apt.conf.d/";
    private static final List<String> UPGRADING =
            List.of("apt-daily.timer", "apt-daily-upgrade.timer");

    /** Of util-linux; servers and load are started through them. */
    private static final List<String> TOOLS = List.of("setsid", "setpriv", "taskset");

    private static final int LEAST_JAVA = 25;

    private SystemChecks() {}

    static Finding timers(Patient patient) {
        List<String> timers = running(patient, wanted(patient));
        return timers.isEmpty()
                ? Finding.ok("timers", "no timer of systemd is in force")
                : Finding.warning(
                        "timers",
                        String.join(", ", timers),
                        "as root, until the next start: systemctl stop "
                                + String.join(" ", timers));
    }

    /** The timers that start with the machine. */
    private static List<String> wanted(Patient patient) {
        return WANTED.stream()
                .flatMap(folder -> patient.names(folder).stream())
                .filter(name -> name.endsWith(".timer"))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> running(Patient patient, List<String> units) {
        return runsSystemd(patient) ? patient.units().active(units) : List.of();
    }

    private static boolean runsSystemd(Patient patient) {
        return patient.has("run/systemd/system");
    }

    /** Without systemd it is cron that upgrades. */
    static Finding upgrades(Patient patient) {
        List<String> timers = running(patient, UPGRADING);
        if (!unattended(patient) || (runsSystemd(patient) && timers.isEmpty())) {
            return Finding.ok("upgrades", "not unattended");
        }
        return Finding.warning(
                "upgrades",
                "packages are upgraded unattended, also in the middle of a run",
                timers.isEmpty()
                        ? "as root: set APT::Periodic::Unattended-Upgrade to 0 in /" + APT
                        : "as root, until the next start: systemctl stop "
                                + String.join(" ", timers));
    }

    private static boolean unattended(Patient patient) {
        return patient.names(APT).stream()
                .flatMap(file -> patient.text(APT + file).stream())
                .flatMap(String::lines)
                .anyMatch(
                        line ->
                                line.strip()
                                        .matches(
                                                "APT::Periodic::Unattended-Upgrade\\s+"
                                                        + "\"[1-9].*"));
    }

    static Finding profiling(Patient patient) {
        KernelAccess access = KernelAccess.of(patient.root());
        List<KernelAccess.Lack> lacks = access.lacks();
        return lacks.isEmpty()
                ? Finding.ok(
                        "profiling",
                        "perf_event_paranoid "
                                + access.paranoid()
                                + ", kptr_restrict "
                                + access.pointers()
                                + (access.root() ? ", root" : ", trace points readable"))
                : Finding.warning(
                        "profiling",
                        lacks.stream()
                                        .map(KernelAccess.Lack::what)
                                        .collect(Collectors.joining("; "))
                                + "; other runs are not affected",
                        "as root: "
                                + lacks.stream()
                                        .map(KernelAccess.Lack::remedy)
                                        .distinct()
                                        .collect(Collectors.joining(" && ")));
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
