package webarch.harness.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the processors do the same work in the same time, whenever asked. */
final class ProcessorChecks {
    /** Those that are read without leaving the processor for long. */
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "xen", "arch_sys_counter");

    private static final double STEAL = 0.02;
    private static final double BUSY = 0.05;
    private static final String CPU = "sys/devices/system/cpu/";

    private ProcessorChecks() {}

    static Finding cpus(Patient patient) {
        int cpus = patient.cpus().size();
        String found = cpus + (cpus == 1 ? " CPU (" : " CPUs (") + patient.cpus() + ")";
        return cpus > 1
                ? Finding.ok("cpus", found)
                : Finding.warning(
                        "cpus",
                        found + ", which server and load must share (colocated)",
                        "give the machine or this process a second CPU to tell capacity");
    }

    static Finding siblings(Patient patient) {
        Set<String> cores =
                patient.cpus().cpus().stream()
                        .map(
                                cpu ->
                                        patient.text(
                                                CPU
                                                        + "cpu"
                                                        + cpu
                                                        + "/topology/thread_siblings_list"))
                        .flatMap(core -> core.stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (cores.isEmpty() || cores.size() >= patient.cpus().size()) {
            return Finding.ok("siblings", "no two of the CPUs share a core");
        }
        return Finding.warning(
                "siblings",
                "hyperthreads share cores: " + String.join(" ", cores),
                "as root: echo off > /"
                        + CPU
                        + "smt/control; or choose --server-cpus and"
                        + " --load-cpus on cores apart");
    }

    static Finding governor(Patient patient) {
        List<String> governors =
                patient.cpus().cpus().stream()
                        .flatMap(
                                cpu ->
                                        patient
                                                .text(
                                                        CPU
                                                                + "cpu"
                                                                + cpu
                                                                + "/cpufreq/scaling_governor")
                                                .stream())
                        .distinct()
                        .sorted()
                        .toList();
        if (governors.isEmpty()) {
            return Finding.ok("governor", "this kernel does not change the CPUs' frequency");
        }
        return governors.equals(List.of("performance"))
                ? Finding.ok("governor", "performance")
                : Finding.warning(
                        "governor",
                        String.join(", ", governors) + ": frequency follows load",
                        "as root: echo performance | tee /"
                                + CPU
                                + "cpu*/cpufreq/scaling_governor");
    }

    static Finding clock(Patient patient) {
        String file = "sys/devices/system/clocksource/clocksource0/current_clocksource";
        String clock = patient.text(file).orElse("unknown");
        return FAST_CLOCKS.contains(clock)
                ? Finding.ok("clock", clock)
                : Finding.warning(
                        "clock",
                        "clock source " + clock + ", which is slow to read",
                        "see which of "
                                + file.replace("current", "available")
                                + " the kernel gave up, and why, in dmesg");
    }

    static Finding steal(Activity activity) {
        String found = percent(activity.steal()) + " of the CPUs' time in a moment";
        return activity.steal() <= STEAL
                ? Finding.ok("steal", found)
                : Finding.warning(
                        "steal",
                        found + " went to other machines of the same host",
                        "measure when the host is less busy; runs with more than 2 % are invalid");
    }

    static Finding load(Patient patient, Activity activity) {
        String average = patient.find("proc/loadavg", "^(\\S+)").orElse("unknown");
        String found =
                percent(activity.others())
                        + " of the CPUs' time taken by others in a moment, load "
                        + average;
        return activity.others() <= BUSY
                ? Finding.ok("load", found)
                : Finding.warning("load", found, "see in top what is running, and end it");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
