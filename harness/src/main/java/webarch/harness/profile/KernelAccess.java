package webarch.harness.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import webarch.harness.measure.KernelFile;

/**
 * What the kernel lets this process see of it: its stacks, its functions, its trace points.
 *
 * @param root whether the process is root's
 * @param privileged whether it has the capability to profile whatever the settings
 * @param group whose files it may read, as a number
 * @param paranoid {@code kernel.perf_event_paranoid}
 * @param pointers {@code kernel.kptr_restrict}
 * @param tracePoints whether the numbers of the trace points can be read, by which they are counted
 */
public record KernelAccess(
        boolean root,
        boolean privileged,
        long group,
        long paranoid,
        long pointers,
        boolean tracePoints) {

    /** What is not permitted, and the command by which root permits it. */
    public record Lack(String what, String remedy) {
        /** For one line; without a semicolon, which separates reasons. */
        @Override
        public String toString() {
            return what + " (as root: " + remedy + ")";
        }
    }

    private static final String SETTINGS =
            "sysctl kernel.perf_event_paranoid=0 kernel.kptr_restrict=0";

    /** Where trace points are; kernels before 4.1 have the latter alone. */
    private static final List<String> TRACING =
            List.of("sys/kernel/tracing", "sys/kernel/debug/tracing");

    private static final String A_TRACE_POINT = "events/raw_syscalls/sys_enter/id";

    /** Where the kernel does not tell. */
    private static final long USUAL_PARANOID = 2;

    private static final long USUAL_POINTERS = 0;

    /** Up to this an ordinary user may sample the user mode of threads of his own. */
    private static final long PARANOID_FOR_USER_MODE = 2;

    /** And up to this their kernel mode too. */
    private static final long PARANOID_FOR_THREADS = 1;

    /** And up to this all that runs on a CPU. */
    private static final long PARANOID_FOR_CPUS = 0;

    private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]+)$");
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_PERFMON = 38;

    /** Of this process on this machine. */
    public static KernelAccess here() {
        return of(Path.of("/"));
    }

    /** Of this process on the machine whose file system is at {@code files}. */
    public static KernelAccess of(Path files) {
        String status = KernelFile.read(files.resolve("proc/self/status")).orElse("");
        return new KernelAccess(
                status.contains("\nUid:\t0\t"),
                privileged(status),
                KernelFile.field(status, "Gid"),
                number(files, "proc/sys/kernel/perf_event_paranoid", USUAL_PARANOID),
                number(files, "proc/sys/kernel/kptr_restrict", USUAL_POINTERS),
                TRACING.stream()
                        .map(files::resolve)
                        .anyMatch(folder -> Files.isReadable(folder.resolve(A_TRACE_POINT))));
    }

    /** Everything that is missing, each once. */
    public List<Lack> lacks() {
        return Stream.of(missing(), missingForCpus(), missingForCounts())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** What is missing for profiles with the kernel's part. */
    public Optional<Lack> missing() {
        if (!privileged && paranoid > PARANOID_FOR_THREADS) {
            return Optional.of(
                    new Lack(
                            "profiles will lack the kernel's part: kernel.perf_event_paranoid is "
                                    + paranoid,
                            SETTINGS));
        }
        if (pointers > (privileged ? 1 : 0)) {
            return Optional.of(
                    new Lack(
                            "profiles will lack the kernel's part: kernel.kptr_restrict is "
                                    + pointers,
                            SETTINGS));
        }
        return Optional.empty();
    }

    /** What is missing for sampling CPUs, and so whoever runs on them. */
    Optional<Lack> missingForCpus() {
        return privileged || paranoid <= PARANOID_FOR_CPUS
                ? Optional.empty()
                : Optional.of(
                        new Lack(
                                "profiles will make servers dearer whose threads take turns:"
                                        + " kernel.perf_event_paranoid is "
                                        + paranoid,
                                SETTINGS));
    }

    /** What is missing for sampling what an ordinary user's threads do in user mode. */
    Optional<Lack> missingForUserMode() {
        return privileged || paranoid <= PARANOID_FOR_USER_MODE
                ? Optional.empty()
                : Optional.of(
                        new Lack(
                                "servers that are not Java cannot be sampled:"
                                        + " kernel.perf_event_paranoid is "
                                        + paranoid,
                                SETTINGS));
    }

    /** What is missing for counting system calls, switches and wake-ups. */
    public Optional<Lack> missingForCounts() {
        if (!privileged && paranoid > PARANOID_FOR_THREADS) {
            return Optional.of(
                    new Lack(
                            "what happens in the kernel cannot be counted:"
                                    + " kernel.perf_event_paranoid is "
                                    + paranoid,
                            SETTINGS));
        }
        // For root, perf itself mounts the file system of the trace points.
        return tracePoints || root
                ? Optional.empty()
                : Optional.of(
                        new Lack(
                                "what happens in the kernel cannot be counted: the trace points"
                                        + " cannot be read",
                                openTracing()));
    }

    /**
     * Since Linux 5.16 nobody but owner and group may read the files, and the folder is its owner's
     * alone on most systems; so both the mode and the group are given.
     */
    private String openTracing() {
        return "mount -o remount,mode=755,gid=" + group + " /sys/kernel/tracing";
    }

    static boolean privileged(String status) {
        Matcher matcher = CAPABILITIES.matcher(status);
        if (!matcher.find()) {
            return false;
        }
        long effective = Long.parseUnsignedLong(matcher.group(1), 16);
        return (effective >> CAP_PERFMON & 1) == 1 || (effective >> CAP_SYS_ADMIN & 1) == 1;
    }

    private static long number(Path files, String file, long otherwise) {
        return KernelFile.read(files.resolve(file))
                .map(String::strip)
                .filter(text -> text.matches("-?\\d{1,9}"))
                .map(Long::valueOf)
                .orElse(otherwise);
    }
}
