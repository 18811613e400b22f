package webarch.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import webarch.harness.Durations;
import webarch.harness.UsageException;
import webarch.harness.campaign.CampaignLock;
import webarch.harness.campaign.Elapsed;
import webarch.harness.campaign.Manifest;
import webarch.harness.campaign.RunsCsv;
import webarch.harness.paired.SlicesState;
import webarch.harness.plan.Mode;

/** {@code ./webarch status}: where a campaign stands. Changes nothing. */
@Command(
        name = "status",
        description = "Tells where a campaign stands.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The campaign's folder.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        JsonNode manifest =
                Manifest.read(folder)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                folder
                                                        + ": not a campaign (it has no"
                                                        + " manifest.json)"));
        if (manifest.at("/plan/mode").asText().equals(Mode.PAIRED.label())) {
            return launches(manifest);
        }
        List<RunsCsv.Entry> entries = new RunsCsv(folder.resolve("runs.csv")).entries();
        List<RunsCsv.Entry> invalid = entries.stream().filter(entry -> !entry.valid()).toList();
        int all = manifest.at("/runs").size();
        PrintWriter out = spec.commandLine().getOut();
        head(manifest);
        peaks(manifest);
        out.printf(
                Locale.ROOT,
                "%d of %d runs complete, %d invalid%n",
                entries.size(),
                all,
                invalid.size());
        for (RunsCsv.Entry entry : invalid) {
            out.printf(Locale.ROOT, "  %s: %s%n", entry.runId(), entry.invalidReason());
        }
        out.println(outlook(entries.size(), all, manifest));
        out.flush();
        return 0;
    }

    private int launches(JsonNode manifest) throws IOException {
        int all = manifest.at("/launches").size();
        SlicesState state =
                SlicesState.read(
                        folder.resolve("slices.csv"), manifest.at("/launches/0/slices").asInt());
        int done = state.launches().size();
        PrintWriter out = spec.commandLine().getOut();
        head(manifest);
        out.printf(
                Locale.ROOT,
                "%d of %d launches complete, %d of %d slices invalid%n",
                done,
                all,
                state.invalid(),
                state.slices());
        state.lost().forEach(launch -> out.println("  " + launch));
        out.println(outlook(done, all, manifest));
        out.flush();
        return 0;
    }

    /** Of a plan whose load is a share of what each server was seen to do. */
    private void peaks(JsonNode manifest) throws IOException {
        int all = manifest.at("/peaks").size();
        if (all > 0) {
            int done = new RunsCsv(folder.resolve("peaks.csv")).entries().size();
            spec.commandLine().getOut().printf("%d of %d peaks found%n", done, all);
        }
    }

    private void head(JsonNode manifest) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s at %s, %s, seed %d%n",
                        manifest.at("/plan/name").asText(),
                        manifest.at("/plan/scale").asText(),
                        manifest.at("/placement/topology").asText(),
                        manifest.at("/plan/seed").asLong());
    }

    /** By the pace so far, and before there is one as planned. */
    private String outlook(int done, int all, JsonNode manifest) throws IOException {
        boolean held = CampaignLock.isHeld(folder);
        if (done == all) {
            return "complete" + (held ? "; a runner is just finishing" : "");
        }
        double elapsed = Elapsed.seconds(folder);
        double secondsEach =
                elapsed == 0 || done == 0
                        ? manifest.at("/forecast_s").asDouble() / all
                        : elapsed / done;
        return "about "
                + Durations.clock(Duration.ofMillis((long) (1e3 * secondsEach * (all - done))))
                + " left; "
                + (held
                        ? "a runner is at work"
                        : "no runner is at work: repeat its command to resume");
    }
}
