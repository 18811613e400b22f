package webarch.harness.campaign;

import webarch.harness.UsageException;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;
import webarch.harness.plan.Topology;

import java.util.Optional;

/**
 * Which CPUs the server and the load have.
 *
 * @param siblings whether a server CPU and a load CPU are hyperthreads of one core
 */
public record Placement(Topology topology, CpuList serverCpus, CpuList loadCpus, boolean siblings) {

    /** Those of either. */
    public CpuList cpus() {
        return serverCpus.with(loadCpus);
    }

    /** What the user asked for; everything may be absent. */
    public record Wish(
            Optional<Topology> topology, Optional<CpuList> server, Optional<CpuList> load) {
        public static final Wish NONE =
                new Wish(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The best that {@code allowed}, the CPUs this process may use, can do for the wish. */
    public static Placement choose(Wish wish, CpuList allowed) {
        wish.server().ifPresent(cpus -> requireAllowed("--server-cpus", cpus, allowed));
        wish.load().ifPresent(cpus -> requireAllowed("--load-cpus", cpus, allowed));
        Topology topology =
                wish.topology().orElse(allowed.size() > 1 ? Topology.PINNED : Topology.COLOCATED);
        return switch (topology) {
            case PINNED -> pinned(wish, allowed);
            case COLOCATED -> colocated(wish, allowed);
        };
    }

    private static Placement pinned(Wish wish, CpuList allowed) {
        if (allowed.size() < 2) {
            throw new UsageException(
                    "topology pinned needs two CPUs and this process may use only CPU "
                            + allowed
                            + "; use --topology colocated");
        }
        CpuList server =
                wish.server()
                        .orElseGet(() -> first(wish.load().map(allowed::without).orElse(allowed)));
        CpuList load = wish.load().orElseGet(() -> apart(server, allowed));
        if (server.overlaps(load) || server.size() == 0 || load.size() == 0) {
            throw new UsageException(
                    "topology pinned needs CPUs apart for server ("
                            + server
                            + ") and load ("
                            + load
                            + "); change --server-cpus or --load-cpus, or use --topology colocated");
        }
        return new Placement(Topology.PINNED, server, load, Cpus.siblings(server).overlaps(load));
    }

    /** The same with so many of the server's CPUs; 0 for all. */
    Placement withServerCpus(int number) {
        if (number == 0) {
            return this;
        }
        CpuList fewer = serverCpus.first(number);
        return new Placement(topology, fewer, loadCpus, Cpus.siblings(fewer).overlaps(loadCpus));
    }

    /** The other CPUs, without hyperthreads of the server's cores if that leaves any. */
    private static CpuList apart(CpuList server, CpuList allowed) {
        CpuList others = allowed.without(server);
        CpuList otherCores = others.without(Cpus.siblings(server));
        return otherCores.size() > 0 ? otherCores : others;
    }

    private static Placement colocated(Wish wish, CpuList allowed) {
        CpuList cpu = wish.server().or(wish::load).orElseGet(() -> first(allowed));
        if (cpu.size() != 1 || !wish.load().orElse(cpu).equals(cpu)) {
            throw new UsageException(
                    "topology colocated means one CPU for server and load; give one --server-cpus");
        }
        return new Placement(Topology.COLOCATED, cpu, cpu, false);
    }

    private static CpuList first(CpuList cpus) {
        return cpus.size() == 0 ? cpus : CpuList.of(cpus.cpus().getFirst());
    }

    private static void requireAllowed(String flag, CpuList cpus, CpuList allowed) {
        if (!allowed.containsAll(cpus)) {
            throw new UsageException(
                    flag + " " + cpus + ": this process may use only CPUs " + allowed);
        }
    }
}
