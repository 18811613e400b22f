package webarch.harness.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The CPUs of this machine. */
public final class Cpus {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Cpus() {}

    /** Where this process may run: what taskset, a cgroup or the kernel leaves it. */
    public static CpuList allowed() {
        return allowed("self");
    }

    /** Where another process may run. */
    public static CpuList allowed(long process) {
        return allowed(Long.toString(process));
    }

    private static CpuList allowed(String process) {
        return KernelFile.read(Path.of("/proc", process, "status"))
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(ALLOWED))
                .findFirst()
                .map(line -> CpuList.parse(line.substring(ALLOWED.length())))
                .orElseGet(() -> CpuList.of(0));
    }

    static Optional<CpuList> online() {
        return KernelFile.read(CPUS.resolve("online")).map(CpuList::parse);
    }

    /** Confines every thread of this JVM, and what it starts from now on, to {@code cpus}. */
    public static void confineThisProcess(CpuList cpus) throws IOException, InterruptedException {
        Process taskset =
                new ProcessBuilder(
                                "taskset",
                                "-a",
                                "-c",
                                "-p",
                                cpus.toString(),
                                Long.toString(ProcessHandle.current().pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset cannot confine the load to CPUs " + cpus);
        }
    }

    /** Other hyperthreads of the cores of {@code cpus}. */
    public static CpuList siblings(CpuList cpus) {
        CpuList cores = cpus;
        for (int cpu : cpus.cpus()) {
            cores =
                    KernelFile.read(CPUS.resolve("cpu" + cpu + "/topology/thread_siblings_list"))
                            .map(CpuList::parse)
                            .map(cores::with)
                            .orElse(cores);
        }
        return cores.without(cpus);
    }
}
