package webarch.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A control group of this process with what it limits: of the unified hierarchy (cgroups(7)), or of
 * one controller of the older kind. Limits of groups further up are not looked for.
 *
 * @param folder below /sys/fs/cgroup
 */
record ControlGroup(Patient patient, String folder) {
    private static final String MOUNT = "sys/fs/cgroup";

    static List<ControlGroup> of(Patient patient) {
        List<ControlGroup> groups = new ArrayList<>();
        for (String line : patient.text("proc/self/cgroup").orElse("").split("\n", -1)) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3) {
                for (String controller : fields[1].split(",", -1)) {
                    groups.add(group(patient, controller, fields[2]));
                }
            }
        }
        return groups;
    }

    /** Where a container sees only its own part of the hierarchy, that part is at the top. */
    private static ControlGroup group(Patient patient, String controller, String path) {
        String top = controller.isEmpty() ? MOUNT : MOUNT + "/" + controller;
        String own = top + path;
        return new ControlGroup(patient, patient.has(own) ? own : top);
    }

    /** Of how many CPUs the time may be used, if that is limited. */
    Optional<String> cpuLimit() {
        Optional<String> unified =
                patient.text(folder + "/cpu.max").filter(text -> !text.startsWith("max"));
        if (unified.isPresent()) {
            String[] quota = unified.get().split(" ", -1);
            return Optional.of(cpus(Long.parseLong(quota[0]), Long.parseLong(quota[1])));
        }
        long quota = patient.number(folder + "/cpu.cfs_quota_us").orElse(-1);
        long period = patient.number(folder + "/cpu.cfs_period_us").orElse(0);
        return quota > 0 && period > 0 ? Optional.of(cpus(quota, period)) : Optional.empty();
    }

    private static String cpus(long quota, long period) {
        return String.format(Locale.ROOT, "%.1f", (double) quota / period);
    }

    /** Memory in bytes, if that is limited. */
    Optional<Long> memoryLimit() {
        long limit =
                patient.number(folder + "/memory.max")
                        .orElse(patient.number(folder + "/memory.limit_in_bytes").orElse(0));
        return limit > 0 ? Optional.of(limit) : Optional.empty();
    }
}
