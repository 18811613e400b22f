package webarch.harness.measure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The machine as far as it bears on results; what cannot be read is null. Names neither host, user
 * nor address.
 *
 * @param cpuModel as the kernel calls it
 * @param cpus CPUs online, whether or not this process may use them
 * @param siblings CPUs that share a core, by CPU; empty without hyperthreads
 * @param preemption preemption model of the kernel
 * @param irqTimeAccounting whether interrupts are billed apart from the task they hit
 * @param mitigations state of each CPU vulnerability
 * @param settings kernel settings by name
 * @param limits of this process and its cgroup
 */
public record Machine(
        String architecture,
        String cpuModel,
        Integer cpus,
        String onlineCpus,
        Map<String, String> siblings,
        Long memoryBytes,
        Long swapBytes,
        String operatingSystem,
        String kernel,
        String kernelBuild,
        String preemption,
        Boolean irqTimeAccounting,
        String timerHz,
        Map<String, String> mitigations,
        String idleDriver,
        String frequencyGovernor,
        String clockSource,
        String virtualisation,
        Map<String, String> settings,
        Map<String, String> limits) {

    private static final List<String> SETTINGS =
            List.of(
                    "net.core.rmem_max",
                    "net.core.somaxconn",
                    "net.core.wmem_max",
                    "net.ipv4.ip_local_port_range",
                    "net.ipv4.tcp_congestion_control",
                    "net.ipv4.tcp_max_syn_backlog",
                    "net.ipv4.tcp_rmem",
                    "net.ipv4.tcp_tw_reuse",
                    "net.ipv4.tcp_wmem",
                    "kernel.kptr_restrict",
                    "kernel.perf_event_paranoid",
                    "kernel.randomize_va_space",
                    "vm.swappiness");

    public static Machine describe() {
        KernelConfig config = KernelConfig.read();
        return new Machine(
                System.getProperty("os.arch"),
                cpuModel(KernelFile.read(Path.of("/proc/cpuinfo")).orElse("")),
                Cpus.online().map(CpuList::size).orElse(null),
                Cpus.online().map(CpuList::toString).orElse(null),
                readSiblings(),
                memory("MemTotal"),
                memory("SwapTotal"),
                operatingSystem(KernelFile.read(Path.of("/etc/os-release")).orElse("")),
                KernelFile.line("/proc/sys/kernel/osrelease"),
                KernelFile.line("/proc/sys/kernel/version"),
                config.preemption(),
                config.isSet("IRQ_TIME_ACCOUNTING"),
                config.value("HZ"),
                readMitigations(),
                KernelFile.line("/sys/devices/system/cpu/cpuidle/current_driver"),
                KernelFile.line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
                KernelFile.line("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
                virtualMachine(),
                readSettings(),
                Limits.read());
    }

    /**
     * How often in a second the kernel looks what a CPU is doing, and bills it for that; empty
     * where it does not tell.
     */
    public static OptionalInt ticksPerSecond() {
        String hz = KernelConfig.read().value("HZ");
        return hz == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(hz));
    }

    /** One line that tells machines apart in a table. */
    public String summary() {
        return String.format(Locale.ROOT, "%s, %d CPUs, Linux %s", cpuModel, cpus, kernel);
    }

    /** The model on x86; elsewhere what the kernel offers instead. */
    static String cpuModel(String cpuinfo) {
        for (String name : List.of("model name", "Model", "Hardware", "CPU part")) {
            Optional<String> value =
                    cpuinfo.lines()
                            .filter(line -> line.matches(name + "\\s*:.*"))
                            .map(line -> line.substring(line.indexOf(':') + 1).strip())
                            .findFirst();
            if (value.isPresent()) {
                return value.get();
            }
        }
        return System.getProperty("os.arch");
    }

    private static Map<String, String> readSiblings() {
        Map<String, String> siblings = new LinkedHashMap<>();
        for (int cpu : Cpus.online().map(CpuList::cpus).orElse(List.of())) {
            CpuList others = Cpus.siblings(CpuList.of(cpu));
            if (others.size() > 0) {
                siblings.put(Integer.toString(cpu), others.toString());
            }
        }
        return siblings;
    }

    private static Long memory(String field) {
        return KernelFile.read(Path.of("/proc/meminfo"))
                .map(text -> 1024 * KernelFile.field(text, field))
                .orElse(null);
    }

    static String operatingSystem(String release) {
        return release.lines()
                .filter(line -> line.startsWith("PRETTY_NAME="))
                .map(line -> line.substring("PRETTY_NAME=".length()).replace("\"", ""))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> readMitigations() {
        Map<String, String> states = new TreeMap<>();
        Path folder = Path.of("/sys/devices/system/cpu/vulnerabilities");
        String[] names = folder.toFile().list();
        for (String name : names == null ? new String[0] : names) {
            states.put(name, KernelFile.line(folder.resolve(name).toString()));
        }
        return states;
    }

    /** Whether this is a virtual machine. */
    public static boolean virtual() {
        return virtualMachine() != null;
    }

    private static String virtualMachine() {
        String product = KernelFile.line("/sys/class/dmi/id/product_name");
        boolean hypervisor =
                KernelFile.read(Path.of("/proc/cpuinfo"))
                        .map(text -> text.matches("(?s).*\\bhypervisor\\b.*"))
                        .orElse(false);
        if (!hypervisor) {
            return null;
        }
        return product == null ? "hypervisor" : product;
    }

    private static Map<String, String> readSettings() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            String value = KernelFile.line("/proc/sys/" + name.replace('.', '/'));
            values.put(name, value == null ? null : value.replace('\t', ' '));
        }
        return values;
    }
}
