package webarch.harness.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Durable;
import webarch.harness.campaign.Progress;
import webarch.harness.csv.Csv;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.paired.Launch;
import webarch.harness.paired.Slice;
import webarch.harness.paired.Turns;
import webarch.harness.plan.Configuration;
import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/**
 * Halves configurations until few are left. Each look is at a server process of its own, and in
 * {@code search.csv} as soon as it is over. Owned by the main thread.
 */
final class Search {
    private final Home home;
    private final Launch.Site site;
    private final Plan plan;
    private final Scale scale;
    private final Budget budget;
    private final Objective objective;
    private final Path file;
    private final Progress progress;
    private final ContentionProbe contention;
    private int looks;

    Search(
            Home home,
            Launch.Site site,
            Plan plan,
            Scale scale,
            Budget budget,
            Objective objective,
            Path file,
            Progress progress)
            throws InterruptedException {
        this.contention = new ContentionProbe(site.placement().cpus());
        this.home = home;
        this.site = site;
        this.plan = plan;
        this.scale = scale;
        this.budget = budget;
        this.objective = objective;
        this.file = file;
        this.progress = progress;
    }

    /** The configurations that are left, the best first. */
    List<Configuration> among(List<Configuration> configurations)
            throws IOException, InterruptedException {
        Durable.write(file, Csv.header(Looked.columns(site.placement())));
        List<Integer> rungs = Halving.rungs(configurations.size(), Budget.FINALISTS);
        int all = rungs.stream().mapToInt(Integer::intValue).sum();
        long latest = System.nanoTime() + budget.search().toNanos();
        Halving<Configuration> halving = new Halving<>(configurations, Budget.FINALISTS);
        return halving.<IOException>run(
                (configuration, rung, position) -> {
                    progress.bar(looks, all, left(latest), configuration.text());
                    Duration window = budget.window(rungs, rungs.get(rung - 1));
                    Looked looked = look(configuration, rung, position, window);
                    Durable.append(file, Csv.row(Looked.columns(site.placement()), looked));
                    progress.finished(++looks, all, left(latest), line(looked));
                    return looked.slice() == null
                            ? Double.POSITIVE_INFINITY
                            : objective.cost(looked.slice());
                });
    }

    private static Duration left(long latest) {
        return Duration.ofNanos(Math.max(0, latest - System.nanoTime()));
    }

    private Looked look(Configuration configuration, int rung, int position, Duration window)
            throws IOException {
        Subjects subjects = Subjects.of(home, List.of(configuration.subject()));
        Contender contender = subjects.all().getFirst();
        Turns turns = turns(window, configuration.connections());
        try (Launch launch = new Launch(site, turns, looks + 1)) {
            launch.start(List.of(contender));
            List<Slice> slices = new ArrayList<>();
            launch.round(1, List.of(0), contention, slices::add);
            Slice slice = slices.getFirst();
            List<String> wrong = launch.stop();
            if (slice.replies() == 0) {
                wrong.add("no reply in the measured window");
            }
            return wrong.isEmpty()
                    ? new Looked(rung, position, configuration, slice, "")
                    : new Looked(rung, position, configuration, null, wrong.getFirst());
        } catch (UsageException | IOException failure) {
            return new Looked(rung, position, configuration, null, failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** One turn whose part that counts is as long as {@code window}. */
    private Turns turns(Duration window, int connections) {
        Duration slice = window.multipliedBy(5).dividedBy(4);
        return new Turns(
                connections,
                true,
                slice,
                1,
                1,
                scale.warmup(),
                scale.warmupRequests(),
                plan.seed(),
                plan.transport());
    }

    private static String line(Looked looked) {
        String options = looked.configuration().text();
        return looked.slice() == null
                ? "rung %d  %s  FAILED: %s".formatted(looked.rung(), options, looked.failure())
                : String.format(
                        Locale.ROOT,
                        "rung %d  %.2f µs/request  %,.0f replies/s  %s",
                        looked.rung(),
                        looked.slice().cpuMicrosPerRequest(),
                        looked.slice().repliesPerSecond(),
                        options);
    }
}
