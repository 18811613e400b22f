package webarch.harness.tune;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.rng.simple.RandomSource;
import webarch.harness.Durations;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Durable;
import webarch.harness.campaign.Interruption;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Progress;
import webarch.harness.campaign.Served;
import webarch.harness.csv.Csv;
import webarch.harness.measure.Cpus;
import webarch.harness.measure.Descriptors;
import webarch.harness.measure.Machine;
import webarch.harness.measure.ServerProcess;
import webarch.harness.paired.Comparison;
import webarch.harness.paired.Launch;
import webarch.harness.paired.ServerSummary;
import webarch.harness.paired.ServersCsv;
import webarch.harness.paired.Slice;
import webarch.harness.paired.SlicesCsv;
import webarch.harness.paired.Turns;
import webarch.harness.plan.Configuration;
import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Subject;
import webarch.harness.subject.Subjects;

/**
 * One call of {@code ./webarch tune}. Owned by the main thread.
 *
 * <pre>
 * configurations ──by chance, if too many──► halving ──► finalists + defaults, in turns ──► the best
 * </pre>
 */
final class Tuning {
    private static final Duration SLICE = Duration.ofMillis(500);

    /** Too few launches would leave no interval, so a small budget gets few rounds rather. */
    private static final int FEWEST_LAUNCHES = 3;

    private final Home home;
    private final Plan plan;
    private final Scale scale;
    private final Placement placement;
    private final Objective objective;
    private final Duration total;
    private final Progress progress;

    Tuning(
            Home home,
            Plan plan,
            Placement placement,
            Objective objective,
            Duration total,
            Progress progress) {
        this.home = home;
        this.plan = plan;
        this.scale = plan.scale("quick");
        this.placement = placement;
        this.objective = objective;
        this.total = total;
        this.progress = progress;
    }

    int run(Path folder) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Budget budget =
                new Budget(
                        total, ServerProcess.START_AND_STOP.plus(scale.warmup()), scale.duration());
        List<Configuration> all = plan.configurations(scale);
        int clients = all.stream().mapToInt(Configuration::connections).max().orElseThrow();
        Descriptors.now()
                .requireFor(clients * (Budget.FINALISTS + 1), clients + " clients of each server");
        Served served = Served.of(home, plan, scale, plan.workloads().getFirst(), Optional.empty());
        Cpus.confineThisProcess(placement.loadCpus());
        served.write(home, progress);
        List<Configuration> chosen = chosen(all, budget.affordable(all.size()));
        progress.note(
                "%d of %d configurations, about %s"
                        .formatted(chosen.size(), all.size(), Durations.clock(total)));
        Path scratch = folder.resolve(".partial");
        Launch.Site site =
                new Launch.Site(home, served.requests(), served.files(), placement, scratch)
                        .withTimeout(plan.timeout());
        try (Interruption _ =
                new Interruption(
                        progress,
                        () -> "interrupted; what was measured is in " + home.show(folder))) {
            Search search =
                    new Search(
                            home,
                            site,
                            plan,
                            scale,
                            budget,
                            objective,
                            folder.resolve("search.csv"),
                            progress);
            List<Configuration> finalists = search.among(chosen);
            if (finalists.isEmpty()) {
                throw new UsageException(
                        "no configuration of " + plan.name() + " ran; search.csv says why");
            }
            Duration left = total.minusNanos(System.nanoTime() - begun);
            confirm(site, finalists, budget, left, folder, all.size(), chosen.size());
        }
        Durable.remove(scratch);
        return 0;
    }

    /** So many by chance, the defaults always among them. */
    private List<Configuration> chosen(List<Configuration> all, int number) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(plan.seed());
        List<Configuration> others = new ArrayList<>(all.subList(1, all.size()));
        ListSampler.shuffle(random, others);
        List<Configuration> chosen = new ArrayList<>(others.subList(0, number - 1));
        chosen.add(all.getFirst());
        ListSampler.shuffle(random, chosen);
        return chosen;
    }

    /** Under as many clients as the best of the search had. */
    private void confirm(
            Launch.Site site,
            List<Configuration> finalists,
            Budget budget,
            Duration left,
            Path folder,
            int all,
            int looked)
            throws IOException, InterruptedException {
        List<Subject> compared = new ArrayList<>(List.of(Subject.ours(plan.name())));
        finalists.stream().map(Configuration::subject).distinct().forEach(compared::add);
        Subjects subjects = Subjects.of(home, compared);
        int launches = Math.max(FEWEST_LAUNCHES, scale.repetitions());
        Turns turns =
                new Turns(
                        finalists.getFirst().connections(),
                        false,
                        SLICE,
                        budget.rounds(left, compared.size(), launches, SLICE),
                        launches,
                        scale.warmup(),
                        scale.warmupRequests(),
                        plan.seed(),
                        plan.transport());
        progress.note(
                "the %d best beside the defaults, under %d clients"
                        .formatted(compared.size() - 1, turns.connections()));
        Comparison comparison = new Comparison(site, turns, subjects, progress);
        List<Slice> slices = comparison.run();
        List<ServerSummary> servers = comparison.summaries();
        Durable.write(folder.resolve("slices.csv"), SlicesCsv.text(placement, slices));
        Machine machine = Machine.describe();
        Durable.write(
                folder.resolve("servers.csv"),
                ServersCsv.text(
                        new ServersCsv.Facts(
                                machine.summary(),
                                placement,
                                site.origin().requests(),
                                subjects.against()),
                        servers.stream().map(s -> new ServersCsv.Row(turns, s)).toList()));
        ServerSummary best =
                servers.stream()
                        .filter(ServerSummary::hasValidSlices)
                        .min(Comparator.comparingDouble(this::cost))
                        .orElseThrow(
                                () -> new IOException("nothing is confirmed; slices.csv says why"));
        Durable.write(folder.resolve("best.json"), json(best, turns, machine, all, looked));
        progress.note(
                String.format(
                        Locale.ROOT,
                        "best: %s  %.2f µs/request, %.3f of the defaults' (%.3f to %.3f); in %s",
                        best.server(),
                        best.cpuMicrosPerRequest(),
                        best.ratio().estimate(),
                        best.ratio().low(),
                        best.ratio().high(),
                        home.show(folder)));
    }

    private double cost(ServerSummary server) {
        return objective == Objective.CPU
                ? server.ratio().estimate()
                : 1 / server.repliesPerSecond();
    }

    /** JSON has no number for what is not known. */
    private static void put(ObjectNode node, String name, double value) {
        node.put(name, Double.isNaN(value) ? null : value);
    }

    private String json(ServerSummary best, Turns turns, Machine machine, int all, int looked)
            throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema_version", Csv.SCHEMA_VERSION);
        node.put("server", plan.name());
        node.put("options", best.subject().options());
        node.put("connections", turns.connections());
        node.put("objective", objective.label());
        node.put("cpu_us_per_request", best.cpuMicrosPerRequest());
        node.put("replies_per_s", best.repliesPerSecond());
        put(node, "ratio", best.ratio().estimate());
        put(node, "ratio_low", best.ratio().low());
        put(node, "ratio_high", best.ratio().high());
        node.put("saturation", best.saturation().label());
        node.put("configurations", all);
        node.put("looked_at", looked);
        node.put("budget_s", Durations.seconds(total));
        node.put("seed", plan.seed());
        node.put("workload", plan.workloads().getFirst());
        node.put("machine", machine.summary());
        node.put("topology", placement.topology().label());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(node)
                + "\n";
    }
}
