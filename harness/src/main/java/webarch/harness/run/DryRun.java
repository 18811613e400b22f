package webarch.harness.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.Durations;
import webarch.harness.Home;
import webarch.harness.campaign.Forecast;
import webarch.harness.campaign.Placement;
import webarch.harness.plan.Mode;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Subject;
import webarch.harness.resolution.ResolutionCsv;

/** What a plan comes to, without doing it. */
record DryRun(Home home, Plan plan, Scale scale, Placement placement, Forecast forecast) {

    DryRun(Home home, Plan plan, Scale scale, Placement placement) {
        this(home, plan, scale, placement, new Forecast(plan, scale));
    }

    void print(PrintWriter out) throws IOException {
        String what;
        if (plan.mode() == Mode.PAIRED) {
            what = launches(out) + " launches";
        } else {
            List<PlannedRun> peaks = plan.peaks(scale);
            List<PlannedRun> runs = plan.runs(scale);
            peaks.forEach(run -> print(out, run));
            runs.forEach(run -> print(out, run));
            what = (peaks.isEmpty() ? "" : peaks.size() + " peaks, ") + runs.size() + " runs";
        }
        ResolutionCsv.lines(home, plan, scale).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%s at %s: %s, %s, about %s%n",
                plan.name(),
                scale.name(),
                what,
                placement.topology().label(),
                Durations.clock(forecast.total()));
        out.flush();
    }

    private void print(PrintWriter out, PlannedRun run) {
        out.printf(
                Locale.ROOT,
                "%4d  %5.1f s  %-32s  %s%n",
                run.position(),
                Durations.seconds(forecast.of(run)),
                run.runId(),
                String.join(" ", run.subject().arguments()).strip());
    }

    private int launches(PrintWriter out) {
        String servers =
                plan.variants(scale).stream().map(Subject::name).collect(Collectors.joining(", "));
        int position = 0;
        for (var level : scale.levels()) {
            for (int launch = 1; launch <= scale.repetitions(); launch++) {
                out.printf(
                        Locale.ROOT,
                        "%4d  %5.1f s  launch %d, %d clients: %d rounds of %s%n",
                        ++position,
                        Durations.seconds(forecast.launch()),
                        launch,
                        level.clients(),
                        scale.rounds(),
                        servers);
            }
        }
        return position;
    }
}
