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
import webarch.harness.campaign.Estimate;
import webarch.harness.campaign.Manifest;
import webarch.harness.campaign.RunsCsv;

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
        List<RunsCsv.Entry> entries = new RunsCsv(folder.resolve("runs.csv")).entries();
        List<RunsCsv.Entry> invalid = entries.stream().filter(entry -> !entry.valid()).toList();
        int all = manifest.at("/runs").size();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s at %s, %s, seed %d%n",
                manifest.at("/plan/name").asText(),
                manifest.at("/plan/scale").asText(),
                manifest.at("/placement/topology").asText(),
                manifest.at("/plan/seed").asLong());
        out.printf(
                Locale.ROOT,
                "%d of %d runs complete, %d invalid%n",
                entries.size(),
                all,
                invalid.size());
        for (RunsCsv.Entry entry : invalid) {
            out.printf(Locale.ROOT, "  %s: %s%n", entry.runId(), entry.invalidReason());
        }
        out.println(outlook(manifest, all - entries.size()));
        out.flush();
        return 0;
    }

    private String outlook(JsonNode manifest, int left) throws IOException {
        boolean held = CampaignLock.isHeld(folder);
        if (left == 0) {
            return "complete" + (held ? "; a runner is just finishing" : "");
        }
        double loadSeconds =
                manifest.at("/plan/warmup_s").asDouble()
                        + manifest.at("/plan/duration_s").asDouble();
        Estimate estimate = new Estimate(Duration.ofNanos((long) (loadSeconds * 1e9)));
        return "about "
                + Durations.clock(estimate.of(left))
                + " left; "
                + (held
                        ? "a runner is at work"
                        : "no runner is at work: repeat its command to resume");
    }
}
