package webarch.harness.measure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process and its children may use: resource limits and the cgroup's. */
public final class Limits {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Pattern OPEN_FILES =
            Pattern.compile("^Max open files\\s+(\\d+|unlimited)", Pattern.MULTILINE);
    private static final Pattern UNIFIED = Pattern.compile("^0::/(.*)$", Pattern.MULTILINE);

    private Limits() {}

    /** How many files this process may have open. */
    public static long openFiles() {
        Matcher matcher = OPEN_FILES.matcher(ofProcess());
        boolean bounded = matcher.find() && !matcher.group(1).equals("unlimited");
        return bounded ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }

    static Map<String, String> read() {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String name : new String[] {"Max open files", "Max processes", "Max locked memory"}) {
            Matcher matcher = Pattern.compile(name + "\\s+(\\S+)").matcher(ofProcess());
            limits.put(
                    name.toLowerCase(Locale.ROOT).replace(' ', '_'),
                    matcher.find() ? matcher.group(1) : null);
        }
        limits.put("cgroup_cpu_max", cgroup("cpu.max"));
        limits.put("cgroup_memory_max", cgroup("memory.max"));
        return limits;
    }

    private static String ofProcess() {
        return KernelFile.read(Path.of("/proc/self/limits")).orElse("");
    }

    private static String cgroup(String file) {
        Matcher own = UNIFIED.matcher(KernelFile.read(Path.of("/proc/self/cgroup")).orElse(""));
        return own.find()
                ? KernelFile.line(CGROUPS.resolve(own.group(1)).resolve(file).toString())
                : null;
    }
}
