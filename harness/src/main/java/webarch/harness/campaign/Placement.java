package webarch.harness.campaign;

import java.util.Optional;
import webarch.harness.UsageException;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.Cpus;
import webarch.harness.plan.Topology;
import webarch.harness.remote.LoadOrigin;
import webarch.harness.remote.RemoteLoad;

/**
 * Which CPUs the server and the load have.
 *
 * @param loadCpus of this host; with topology remote, where the runner is
 * @param siblings whether a server CPU and a load CPU are hyperthreads of one core
 * @param hosts those that load in place of this one
 */
public record Placement(
        Topology topology, CpuList serverCpus, CpuList loadCpus, boolean siblings, Hosts hosts) {

    /**
     * Load hosts.
     *
     * @param number of them
     * @param cpus that they have for the load together
     */
    public record Hosts(int number, int cpus) {
        static final Hosts NONE = new Hosts(0, 0);
    }

    /** With the load on this host. */
    public Placement(Topology topology, CpuList serverCpus, CpuList loadCpus, boolean siblings) {
        this(topology, serverCpus, loadCpus, siblings, Hosts.NONE);
    }

    /**
     * With the load hosts of {@code origin}, if any. They are asked before anything is begun, so
     * that a missing one is no failed run.
     */
    public Placement with(LoadOrigin origin) {
        return origin.hosts()
                .map(
                        these ->
                                new Hosts(
                                        these.commands().size(),
                                        RemoteLoad.cpusOf(these, origin.workload())))
                .map(all -> new Placement(topology, serverCpus, loadCpus, siblings, all))
                .orElse(this);
    }

    public boolean remote() {
        return topology == Topology.REMOTE;
    }

    /** The load's CPUs, or null: those of other hosts have no numbers here. */
    public CpuList loadCpusHere() {
        return remote() ? null : loadCpus;
    }

    /** How many hosts load in place of this one, or null. */
    public Integer loadHosts() {
        return remote() ? hosts.number() : null;
    }

    /** How many CPUs the load has, wherever they are. */
    public int loadCpuCount() {
        return remote() ? hosts.cpus() : loadCpus.size();
    }

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
            case REMOTE -> remote(wish, allowed);
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
        boolean shared = !remote() && Cpus.siblings(fewer).overlaps(loadCpus);
        return new Placement(topology, fewer, loadCpus, shared, hosts);
    }

    /** The runner keeps off the server's CPUs if there are others. */
    private static Placement remote(Wish wish, CpuList allowed) {
        CpuList server = wish.server().orElseGet(() -> first(allowed));
        CpuList others = apart(server, allowed);
        return new Placement(Topology.REMOTE, server, others.size() > 0 ? others : server, false);
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
