package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this user may see what the kernel does: its stacks, the addresses of its functions. */
public final class KernelAccess {
    /** What lets an ordinary user profile, as a command. */
    private static final String REMEDY =
            "sudo sysctl kernel.perf_event_paranoid=0 kernel.kptr_restrict=0";

    private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");
    private static final Path POINTERS = Path.of("/proc/sys/kernel/kptr_restrict");
    private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]+)$");
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_PERFMON = 38;

    private KernelAccess() {}

    /** What is missing and how to mend it; empty where nothing is. */
    public static Optional<String> missing() {
        return missing(
                privileged(text(Path.of("/proc/self/status"))),
                number(PARANOID, 2),
                number(POINTERS, 0));
    }

    /** What is missing for sampling CPUs, and so whoever runs on them. */
    static Optional<String> missingForCpus() {
        return missingForCpus(privileged(text(Path.of("/proc/self/status"))), number(PARANOID, 2));
    }

    static Optional<String> missingForCpus(boolean privileged, int paranoid) {
        return privileged || paranoid <= 0
                ? Optional.empty()
                : Optional.of(
                        "servers that are not Java cannot be sampled: kernel.perf_event_paranoid is "
                                + paranoid
                                + "; "
                                + REMEDY);
    }

    static Optional<String> missing(boolean privileged, int paranoid, int pointers) {
        if (!privileged && paranoid > 1) {
            return Optional.of(
                    "profiles will lack the kernel's part: kernel.perf_event_paranoid is "
                            + paranoid
                            + "; "
                            + REMEDY);
        }
        if (pointers > (privileged ? 1 : 0)) {
            return Optional.of(
                    "profiles will lack the kernel's part: kernel.kptr_restrict is "
                            + pointers
                            + "; "
                            + REMEDY);
        }
        return Optional.empty();
    }

    static boolean privileged(String status) {
        Matcher matcher = CAPABILITIES.matcher(status);
        if (!matcher.find()) {
            return false;
        }
        long effective = Long.parseUnsignedLong(matcher.group(1), 16);
        return (effective >> CAP_PERFMON & 1) == 1 || (effective >> CAP_SYS_ADMIN & 1) == 1;
    }

    private static int number(Path file, int otherwise) {
        String text = text(file).strip();
        return text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
