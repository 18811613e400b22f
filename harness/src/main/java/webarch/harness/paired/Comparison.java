package webarch.harness.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.campaign.Durable;
import webarch.harness.campaign.Estimate;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.campaign.Validity;
import webarch.harness.load.ErrorKind;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.measure.StartedProcesses;
import webarch.harness.remote.LoadHostFailure;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/**
 * All launches of a comparison under one number of connections. Owned by the main thread.
 *
 * <pre>
 * interleaved:      launch 1: all servers up, loaded in turns     launch 2: …
 * one at a time:    launch 1: a up, its rounds │ b up, its rounds │ …     launch 2: …
 * </pre>
 *
 * One at a time is for more connections than there are descriptors for when all are up: the load
 * holds a descriptor for each of them. What the machine does meanwhile is then compared too.
 *
 * <p>A launch that fails has all its slices as well: those of the turns that took place and those
 * of the turns that did not, invalid for what went wrong. Of servers that are one at a time, that
 * is true of each alone.
 */
public final class Comparison {
    private final Launch.Site site;
    private final Turns options;
    private final Subjects subjects;
    private final List<Contender> servers;
    private final Progress progress;
    private final SliceOrder order;
    private final Estimate launchTime;
    private final List<Slice> slices = new ArrayList<>();
    private final Map<String, Double> headBytes = new HashMap<>();

    /** Of the launches of this process. */
    private final Map<String, Map<ErrorKind, Long>> errors = new HashMap<>();

    private ContentionProbe contention;

    public Comparison(Launch.Site site, Turns options, Subjects subjects, Progress progress) {
        this.site = site;
        this.options = options;
        this.subjects = subjects;
        this.servers = subjects.withRoomFor(options.connections());
        this.progress = progress;
        launchTime = new Estimate(options.launchTime(servers.size()));
        order =
                new SliceOrder(
                        servers.size(), RandomSource.XO_SHI_RO_256_PP.create(options.seed()));
    }

    /** What becomes of the slices of a launch when it is over. */
    @FunctionalInterface
    public interface Keeper {
        void keep(List<Slice> launch) throws IOException;
    }

    /**
     * Carries all launches out; the slices in the order of execution.
     *
     * @throws LaunchFailure if a launch does not come to its end
     */
    public List<Slice> run() throws IOException, InterruptedException {
        return run(List.of(), Comparison::requireWhole);
    }

    private static void requireWhole(List<Slice> launch) throws LaunchFailure {
        for (Slice slice : launch) {
            if (!slice.tookPlace()) {
                throw new LaunchFailure(reasons(slice));
            }
        }
    }

    private static String reasons(Slice slice) {
        return String.join(Validity.SEPARATOR, slice.invalidReasons());
    }

    /**
     * Carries out what is missing. A launch that does not come to its end is kept like any other.
     *
     * @param earlier the slices of whole launches that took place before
     */
    public List<Slice> run(List<Slice> earlier, Keeper keeper)
            throws IOException, InterruptedException {
        slices.addAll(earlier);
        contention = new ContentionProbe(site.placement().cpus());
        Set<Integer> done = earlier.stream().map(Slice::launch).collect(Collectors.toSet());
        for (int launch = 1; launch <= options.launches(); launch++) {
            if (done.contains(launch)) {
                // Their order was drawn as well, and so later launches have the same again.
                var _ = order.next(options.oneAtATime() ? 1 : options.rounds());
                continue;
            }
            int before = slices.size();
            long began = System.nanoTime();
            if (options.oneAtATime()) {
                for (int server : order.next(1).getFirst()) {
                    slices.addAll(launch(launch, List.of(servers.get(server)), alone()));
                }
            } else {
                slices.addAll(launch(launch, servers, order.next(options.rounds())));
            }
            keeper.keep(List.copyOf(slices.subList(before, slices.size())));
            launchTime.add(Duration.ofNanos(System.nanoTime() - began));
            progress.finished(launch, options.launches(), left(launch), line(launch));
        }
        return List.copyOf(slices);
    }

    /** The order of turns of a server that is alone. */
    private List<List<Integer>> alone() {
        return Collections.nCopies(options.rounds(), List.of(0));
    }

    /** All its slices. */
    private List<Slice> launch(int number, List<Contender> started, List<List<Integer>> orders)
            throws IOException, InterruptedException {
        List<Slice> held = new ArrayList<>();
        List<String> wrong = carryOut(number, started, orders, held);
        if (StartedProcesses.areEnding()) {
            throw new InterruptedException("the servers were killed because we are to end");
        }
        if (site.origin().requests().fileSet().write(site.files()).files() > 0) {
            wrong.add("file set: some of it was changed or deleted during the launch");
        }
        List<String> reasons = wrong.stream().map(site.home()::scrub).toList();
        Stream<Slice> missed = planned(number, started, orders).stream().skip(held.size());
        return Stream.concat(held.stream(), missed).map(slice -> slice.but(reasons)).toList();
    }

    /** Its turns, none of which has taken place. */
    private List<Slice> planned(int launch, List<Contender> started, List<List<Integer>> orders) {
        List<Slice> turns = new ArrayList<>();
        for (int round = 1; round <= orders.size(); round++) {
            List<Integer> order = orders.get(round - 1);
            for (int position = 1; position <= order.size(); position++) {
                Contender subject = started.get(order.get(position - 1));
                turns.add(
                        Slice.missed(
                                options.connections(),
                                launch,
                                round,
                                position,
                                subject,
                                List.of()));
            }
        }
        return turns;
    }

    /**
     * Starts the servers and gives them their turns.
     *
     * @param held gets the slice of each turn that takes place
     * @return what went wrong
     */
    private List<String> carryOut(
            int number, List<Contender> started, List<List<Integer>> orders, List<Slice> held)
            throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        Durable.requireRoom(Files.createDirectories(site.scratch()));
        int all = options.launches() * options.rounds();
        int done = (number - 1) * options.rounds();
        String who = options.oneAtATime() ? started.getFirst().name() + ", " : "";
        try (Launch launch = new Launch(site, options, number)) {
            progress.bar(done, all, left(number - 1), who + "launch " + number + ": warming up");
            launch.start(started);
            launch.headBytes().forEach((subject, mean) -> headBytes.put(subject.name(), mean));
            int round = 0;
            for (List<Integer> turns : orders) {
                progress.bar(
                        done + round,
                        all,
                        left(number - 1),
                        who + "launch " + number + ", round " + (round + 1));
                launch.round(++round, turns, contention, held::add);
            }
            launch.errors().forEach((subject, kinds) -> add(subject.name(), kinds));
            wrong.addAll(launch.stop());
        } catch (LaunchFailure | LoadHostFailure failure) {
            wrong.add(failure.getMessage());
        }
        return wrong;
    }

    private void add(String server, Map<ErrorKind, Long> kinds) {
        Map<ErrorKind, Long> sum =
                errors.computeIfAbsent(server, _ -> new EnumMap<>(ErrorKind.class));
        kinds.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    }

    private Duration left(int launches) {
        return launchTime.of(options.launches() - launches);
    }

    /** One launch in a line. */
    private String line(int launch) {
        List<Slice> own = slices.stream().filter(slice -> slice.launch() == launch).toList();
        String head = "launch, " + options.connections() + " clients";
        long valid = own.stream().filter(Slice::isValid).count();
        if (valid == 0) {
            return head + "  INVALID: " + reasons(own.getLast());
        }
        String line = head + ", CPU µs/request: " + medians(own);
        return valid == own.size()
                ? line
                : line + "  INVALID: %d of %d slices".formatted(own.size() - valid, own.size());
    }

    private String medians(List<Slice> launch) {
        return summaries(launch).stream()
                .filter(ServerSummary::hasValidSlices)
                .map(
                        server ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f",
                                        server.server(),
                                        server.cpuMicrosPerRequest()))
                .collect(Collectors.joining(", "));
    }

    private List<ServerSummary> summaries(List<Slice> of) {
        Placement placement = site.placement();
        HierarchicalBootstrap bootstrap = new HierarchicalBootstrap(options.seed());
        return subjects.all().stream()
                .map(
                        subject ->
                                ServerSummary.of(
                                        subject,
                                        subjects,
                                        of,
                                        errors.getOrDefault(subject.name(), Map.of()),
                                        headBytes.getOrDefault(subject.name(), Double.NaN),
                                        placement,
                                        bootstrap))
                .toList();
    }

    /** What all slices come to, a server each. */
    public List<ServerSummary> summaries() {
        return summaries(slices);
    }
}
