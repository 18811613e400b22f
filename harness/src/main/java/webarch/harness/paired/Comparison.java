package webarch.harness.paired;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.measure.ContentionProbe;
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
 */
public final class Comparison {
    private final Launch.Site site;
    private final Turns options;
    private final Subjects subjects;
    private final List<Contender> servers;
    private final Progress progress;
    private final SliceOrder order;
    private final List<Slice> slices = new ArrayList<>();
    private final Map<String, Double> headBytes = new HashMap<>();
    private ContentionProbe contention;

    public Comparison(Launch.Site site, Turns options, Subjects subjects, Progress progress) {
        this.site = site;
        this.options = options;
        this.subjects = subjects;
        this.servers = subjects.withRoomFor(options.connections());
        this.progress = progress;
        order =
                new SliceOrder(
                        servers.size(), RandomSource.XO_SHI_RO_256_PP.create(options.seed()));
    }

    /** What becomes of the slices of a launch when it is over. */
    @FunctionalInterface
    public interface Keeper {
        void keep(List<Slice> launch) throws IOException;
    }

    /** Carries all launches out; the slices in the order of execution. */
    public List<Slice> run() throws IOException, InterruptedException {
        return run(List.of(), _ -> {});
    }

    /**
     * Carries out what is missing.
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
            if (options.oneAtATime()) {
                for (int server : order.next(1).getFirst()) {
                    launch(launch, List.of(servers.get(server)), alone());
                }
            } else {
                launch(launch, servers, order.next(options.rounds()));
            }
            keeper.keep(List.copyOf(slices.subList(before, slices.size())));
            progress.finished(launch, options.launches(), left(launch), medians(launch));
        }
        return List.copyOf(slices);
    }

    /** The order of turns of a server that is alone. */
    private List<List<Integer>> alone() {
        return Collections.nCopies(options.rounds(), List.of(0));
    }

    private void launch(int number, List<Contender> started, List<List<Integer>> orders)
            throws IOException, InterruptedException {
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
                slices.addAll(launch.round(++round, turns, contention));
            }
            launch.stop();
        } catch (LoadHostFailure failure) {
            throw new IOException(
                    "launch " + number + " does not count: " + failure.getMessage(), failure);
        }
    }

    private Duration left(int launches) {
        return options.launchTime(servers.size())
                .multipliedBy(options.launches() - (long) launches);
    }

    /** One launch in a line. */
    private String medians(int launch) {
        List<Slice> own = slices.stream().filter(slice -> slice.launch() == launch).toList();
        return summaries(own).stream()
                .map(
                        server ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.1f",
                                        server.server(),
                                        server.cpuMicrosPerRequest()))
                .collect(
                        Collectors.joining(
                                ", ",
                                "launch, " + options.connections() + " clients, CPU µs/request: ",
                                ""));
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
