package webarch.harness.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import webarch.harness.measure.Jcmd;
import webarch.harness.measure.ProcessTree;

/**
 * The CPU time of one server as three sides tell it: the kernel's clock of its processes, the
 * account of a control group that they are in, and its own JVMs, thread by thread. Owned by one
 * thread.
 */
final class CpuViews implements AutoCloseable {
    static final String KERNEL = "proc";
    static final String GROUP = "cgroup";
    static final String SERVER = "server";

    /**
     * Of a thread dump: {@code "main" #1 [77] prio=5 os_prio=0 cpu=31.41ms elapsed=2.72s}. The JVM
     * writes the point as its locale does.
     */
    private static final Pattern THREAD =
            Pattern.compile("(?m)^\".*\\bcpu=([0-9]+)[.,]([0-9]+)ms ");

    private final ProcessTree tree;
    private final Optional<AccountingGroup> group;

    /** Moves the server's processes into a group of their own, where that is allowed. */
    CpuViews(ProcessTree tree) throws IOException {
        this.tree = tree;
        var _ = tree.sample();
        group = AccountingGroup.create();
        if (group.isPresent()) {
            for (long process : tree.members()) {
                group.get().add(process);
            }
        }
    }

    /**
     * CPU seconds so far by who tells it. Asking the server costs it some time, so whoever opens a
     * window asks it first and whoever closes one asks it last.
     */
    Map<String, Double> opening() throws IOException, InterruptedException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        own().ifPresent(value -> seconds.put(SERVER, value));
        outside(seconds);
        return seconds;
    }

    Map<String, Double> closing() throws IOException, InterruptedException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        outside(seconds);
        own().ifPresent(value -> seconds.put(SERVER, value));
        return seconds;
    }

    private void outside(Map<String, Double> seconds) throws IOException {
        seconds.put(KERNEL, tree.cpuNanos() / 1e9);
        if (group.isPresent()) {
            seconds.put(GROUP, group.get().cpuSeconds());
        }
    }

    private Optional<Double> own() throws IOException, InterruptedException {
        List<Long> machines = tree.virtualMachines();
        double millis = 0;
        for (long machine : machines) {
            millis +=
                    THREAD.matcher(Jcmd.ask(machine, "Thread.print"))
                            .results()
                            .mapToDouble(
                                    thread ->
                                            Double.parseDouble(
                                                    thread.group(1) + "." + thread.group(2)))
                            .sum();
        }
        return machines.isEmpty() || millis == 0 ? Optional.empty() : Optional.of(millis / 1e3);
    }

    @Override
    public void close() throws IOException {
        if (group.isPresent()) {
            group.get().close();
        }
    }
}
