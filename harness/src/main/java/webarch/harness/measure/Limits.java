package webarch.harness.measure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process and its children may use: resource limits and the cgroup's. */
final class Limits {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final String OPEN_FILES = "Max open files";
    private static final Pattern UNIFIED = Pattern.compile("^0::/(.*)$", Pattern.MULTILINE);

    private Limits() {}

    /** How many descriptors this process may have. */
    static long openFiles() {
        String limit = soft(OPEN_FILES);
        return limit == null || limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit);
    }

    static Map<String, String> read() {
        Map<String, String> limits = new LinkedHashMap<>();
        for (String name : List.of(OPEN_FILES, "Max processes", "Max locked memory")) {
            limits.put(name.toLowerCase(Locale.ROOT).replace(' ', '_'), soft(name));
        }
        limits.put("cgroup_cpu_max", cgroup("cpu.max"));
        limits.put("cgroup_memory_max", cgroup("memory.max"));
        return limits;
    }

    /** The soft limit of this name, or null. */
    private static String soft(String name) {
        String limits = KernelFile.read(Path.of("/proc/self/limits")).orElse("");
        Matcher matcher = Pattern.compile(name + "\\s+(\\S+)").matcher(limits);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String cgroup(String file) {
        Matcher own = UNIFIED.matcher(KernelFile.read(Path.of("/proc/self/cgroup")).orElse(""));
        return own.find()
                ? KernelFile.line(CGROUPS.resolve(own.group(1)).resolve(file).toString())
                : null;
    }
}
