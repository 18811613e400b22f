package webarch.harness.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;

/** All launches of a comparison. Owned by the main thread. */
final class Comparison {
    private final Launch.Site site;
    private final BenchOptions options;
    private final Subjects subjects;
    private final Progress progress;
    private final SliceOrder order;
    private final List<Slice> slices = new ArrayList<>();

    Comparison(Launch.Site site, BenchOptions options, Subjects subjects, Progress progress) {
        this.site = site;
        this.options = options;
        this.subjects = subjects;
        this.progress = progress;
        order =
                new SliceOrder(
                        subjects.all().size(),
                        RandomSource.XO_SHI_RO_256_PP.create(options.seed()));
    }

    /** Carries all launches out; the slices in the order of execution. */
    List<Slice> run() throws IOException, InterruptedException {
        for (int launch = 1; launch <= options.launches(); launch++) {
            launch(launch);
            progress.finished(launch, options.launches(), left(launch), medians(launch));
        }
        return List.copyOf(slices);
    }

    private void launch(int number) throws IOException, InterruptedException {
        int all = options.launches() * options.rounds();
        int done = (number - 1) * options.rounds();
        try (Launch launch = new Launch(site, options, number)) {
            progress.bar(done, all, left(number - 1), "launch " + number + ": warming up");
            launch.start(subjects.all());
            int round = 0;
            for (List<Integer> servers : order.next(options.rounds())) {
                progress.bar(
                        done + round,
                        all,
                        left(number - 1),
                        "launch " + number + ", round " + (round + 1));
                slices.addAll(launch.round(++round, servers));
            }
            launch.stop();
        }
    }

    private Duration left(int launches) {
        return options.launchTime(subjects.all().size())
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
                .collect(Collectors.joining(", ", "launch, CPU µs/request: ", ""));
    }

    private List<ServerSummary> summaries(List<Slice> of) {
        Placement placement = site.placement();
        HierarchicalBootstrap bootstrap = new HierarchicalBootstrap(options.seed());
        return subjects.all().stream()
                .map(s -> ServerSummary.of(s.name(), subjects.against(), of, placement, bootstrap))
                .toList();
    }

    /** What all slices come to, a server each. */
    List<ServerSummary> summaries() {
        return summaries(slices);
    }
}
