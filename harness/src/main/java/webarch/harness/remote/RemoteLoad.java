package webarch.harness.remote;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import webarch.harness.UsageException;
import webarch.harness.load.Distributions;
import webarch.harness.load.Load;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.load.Taken;

/**
 * A load by other hosts, each with its share of the clients and of the request log. An order goes
 * to all of them before an answer is waited for, so that no clock has to agree with another: they
 * start, and are read, within the time of one round trip. Owned by the thread that measures.
 *
 * <pre>
 *                 ┌── LoadHost 1 ══ ssh ══ LoadAgent ── LoadGenerator ──┐
 *   RemoteLoad ───┤                                                     ├──► server, on this host
 *                 └── LoadHost 2 ══ ssh ══ LoadAgent ── LoadGenerator ──┘
 * </pre>
 */
public final class RemoteLoad implements Load {
    /** For a login, a JVM and a request log. */
    private static final Duration PREPARING = Duration.ofSeconds(60);

    /** In a run. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Beyond the time-out of the requests that are outstanding. */
    private static final Duration PAUSING = Duration.ofSeconds(15);

    /** A host that takes longer for nothing at all would be read too late every time. */
    private static final Duration SLOW = Duration.ofMillis(200);

    private static final int PINGS = 5;

    /** Port of the load that only asks hosts what they have, and is never started. */
    private static final int NEVER = 9;

    private record Reading(LoadSnapshot snapshot, long cpuNanos) {}

    private final LoadOptions options;
    private final List<LoadHost> hosts = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Integer> cpus = new ArrayList<>();
    private final List<Long> startNanos = new ArrayList<>();

    /** What each host said, by the moment of the snapshot that is their sum. */
    private final Map<Long, List<Reading>> readings = new HashMap<>();

    private List<Reading> last = List.of();
    private List<Distributions> measured = List.of();

    /**
     * Connects to the hosts and has them prepare.
     *
     * @param options of the whole load; with fewer clients than hosts, the last hosts have none
     * @throws UsageException if a host is missing, slow, or has another request log
     */
    public RemoteLoad(LoadHosts where, LoadOptions options, RemoteWorkload workload) {
        this.options = options;
        int number = Math.min(where.commands().size(), options.connections());
        try {
            for (int i = 0; i < number; i++) {
                hosts.add(new LoadHost(i + 1, where.commands().get(i)));
                jobs.add(Job.share(options, workload, i, number));
            }
            for (int i = 0; i < number; i++) {
                hosts.get(i).send(new Order(Order.Kind.PREPARE, jobs.get(i)));
            }
            for (int i = 0; i < number; i++) {
                Answer prepared = hosts.get(i).receive(PREPARING).answer();
                requireSame(workload.sha256(), prepared.requestLog(), i);
                cpus.add(prepared.cpus());
            }
            requirePrompt();
        } catch (LoadHostFailure missing) {
            close();
            throw new UsageException(missing.getMessage(), missing);
        } catch (UsageException refusal) {
            close();
            throw refusal;
        }
    }

    private static void requireSame(String ours, String theirs, int host) {
        if (!ours.equals(theirs)) {
            throw new UsageException(
                    "load host "
                            + (host + 1)
                            + " makes another request log of the same workload and seed; install"
                            + " the same checkout on every host");
        }
    }

    private void requirePrompt() {
        for (int i = 0; i < hosts.size(); i++) {
            long shortest = Long.MAX_VALUE;
            for (int ping = 0; ping < PINGS; ping++) {
                long asked = System.nanoTime();
                hosts.get(i).send(Order.of(Order.Kind.PING));
                long answered = hosts.get(i).receive(PREPARING).nanoTime();
                shortest = Math.min(shortest, answered - asked);
            }
            hosts.get(i).requirePrompt(shortest, SLOW);
        }
    }

    /** How many CPUs the hosts have together, each having shown that it is there. */
    public static int cpusOf(LoadHosts where, RemoteWorkload workload) {
        LoadOptions none =
                new LoadOptions(
                        new InetSocketAddress(where.server(), NEVER),
                        where.commands().size(),
                        1,
                        PREPARING,
                        false);
        try (RemoteLoad asked = new RemoteLoad(where, none, workload)) {
            return asked.cpus();
        }
    }

    /** CPUs of all hosts that load. */
    public int cpus() {
        return cpus.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void start() {
        long ordered = System.nanoTime();
        hosts.forEach(host -> host.send(Order.of(Order.Kind.START)));
        for (LoadHost host : hosts) {
            startNanos.add(host.receive(PATIENCE).nanoTime() - ordered);
        }
    }

    @Override
    public void pause() {
        order(Order.Kind.PAUSE, options.timeout().plus(PAUSING));
    }

    @Override
    public void resume() {
        order(Order.Kind.RESUME, PATIENCE);
    }

    private void order(Order.Kind kind, Duration patience) {
        hosts.forEach(host -> host.send(Order.of(kind)));
        hosts.forEach(host -> host.receive(patience));
    }

    @Override
    public LoadSnapshot snapshot() {
        return totals(Order.Kind.SNAPSHOT, new ArrayList<>());
    }

    @Override
    public Taken take() {
        List<Answer> answers = new ArrayList<>();
        LoadSnapshot totals = totals(Order.Kind.TAKE, answers);
        measured = answers.stream().map(answer -> answer.measured().decoded()).toList();
        return new Taken(totals, measured.stream().reduce(Distributions::plus).orElseThrow());
    }

    /** Of the moment in the middle of the longest round trip, less what the host held it up. */
    private LoadSnapshot totals(Order.Kind kind, List<Answer> answers) {
        long asked = System.nanoTime();
        hosts.forEach(host -> host.send(Order.of(kind)));
        long longest = 0;
        for (LoadHost host : hosts) {
            LoadHost.Arrived arrived = host.receive(PATIENCE);
            long trip = arrived.nanoTime() - asked - arrived.answer().heldNanos();
            if (kind == Order.Kind.TAKE) {
                host.requirePrompt(trip, SLOW);
            }
            longest = Math.max(longest, trip);
            answers.add(arrived.answer());
        }
        long moment = asked + longest / 2;
        last = answers.stream().map(a -> new Reading(a.snapshot(), a.cpuNanos())).toList();
        readings.put(moment, last);
        return last.stream()
                .map(Reading::snapshot)
                .reduce(LoadSnapshot::plus)
                .orElseThrow()
                .at(moment);
    }

    @Override
    public long cpuNanos() {
        return last.stream().mapToLong(Reading::cpuNanos).sum();
    }

    /**
     * The text of {@code hosts.csv}: what each host did between two snapshots, and all of them.
     *
     * @param opening moment of the one, {@code closing} of the other, which was the last taken
     * @param whole the window that has their sum
     */
    public String hostsCsv(long opening, long closing, LoadWindow whole) {
        List<HostShare> shares =
                IntStream.range(0, hosts.size()).mapToObj(i -> share(i, opening, closing)).toList();
        return HostsCsv.text(shares, whole);
    }

    private HostShare share(int i, long opening, long closing) {
        Reading before = readings.get(opening).get(i);
        Reading after = readings.get(closing).get(i);
        LoadWindow window =
                new LoadWindow(
                        before.snapshot(),
                        after.snapshot().minus(before.snapshot()).at(closing - opening),
                        measured.get(i),
                        jobs.get(i).connections(),
                        options.sessionRate());
        return new HostShare(
                i + 1,
                window,
                cpus.get(i),
                (after.cpuNanos() - before.cpuNanos()) / 1e9,
                startNanos.get(i) / 1e3);
    }

    @Override
    public void close() {
        hosts.forEach(LoadHost::close);
    }
}
