package webarch.analysis;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import webarch.analysis.claims.Verdicts;

/**
 * Writes all that is made of a folder of campaigns, each figure, table and sentence into a file of
 * its own: what the commands write, and what only notebooks show.
 */
final class Outputs {
    private static final List<String> EVERYONE = List.of();

    private final Path data;
    private final Path out;

    private Outputs(Path data, Path out) {
        this.data = data;
        this.out = out;
    }

    /**
     * Writes them.
     *
     * @param arguments the folder of campaigns, the claims, and where to write
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Outputs outputs = new Outputs(Path.of(arguments[0]), Path.of(arguments[2]));
        outputs.ofCommands(arguments[1]);
        CampaignCollection all = CampaignCollection.read(outputs.data);
        outputs.tables(all);
        for (Campaign campaign : all.runs()) {
            outputs.tables(campaign);
            if (Profiles.areIn(campaign)) {
                outputs.profiles(campaign);
            }
        }
        outputs.figures(all.plan("throughput").campaign().orElseThrow());
    }

    private void ofCommands(String claims) throws IOException {
        run("figures.txt", "figures", data.toString(), "--out", out.resolve("figures").toString());
        run("summary.txt", "summary", data.toString());
        String verdicts = out.resolve("verdicts").toString();
        run("verify.txt", "verify", data.toString(), "--claims", claims, "--out", verdicts);
    }

    /** What it prints is an output too, but for where it has written. */
    private void run(String file, String... command) throws IOException {
        Path printed = Files.createDirectories(out).resolve(file);
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(printed))) {
            int status =
                    Main.commandLine(() -> new Campaigns(data)).setOut(writer).execute(command);
            if (status != 0) {
                throw new IllegalStateException(command[0] + " ended with " + status);
            }
        }
        Files.writeString(
                printed,
                Files.readString(printed)
                        .replace(out.toString(), "OUT")
                        .replace(data.toString(), "DATA"));
    }

    private void tables(CampaignCollection all) throws IOException {
        write("collection/campaigns.csv", () -> Csv.of(all.table()));
        write("collection/counts.csv", () -> Csv.of(Validity.counts(all)));
        write("collection/reasons.csv", () -> Csv.of(Validity.reasons(all)));
        write("collection/agreement.csv", () -> Csv.of(Agreement.of(all)));
        write("collection/verdicts.csv", () -> Csv.of(Verdicts.of(all)));
        write("collection/valid.txt", () -> Sentences.valid(all.runs()));
        for (PairedCampaign paired : all.paired()) {
            write(paired.plan() + "/comparison.txt", () -> Sentences.comparison(paired));
        }
    }

    private void tables(Campaign campaign) throws IOException {
        String plan = campaign.plan() + "/";
        write(plan + "peaks.csv", () -> Csv.of(PointTable.peaks(campaign, EVERYONE)));
        write(plan + "points.csv", () -> Csv.of(PointTable.readable(campaign, EVERYONE)));
        write(plan + "invalid.csv", () -> Csv.of(InvalidRuns.list(campaign)));
        write(plan + "peak.txt", () -> Sentences.peak(campaign, EVERYONE));
        write(plan + "cpu.txt", () -> Sentences.extremes(campaign, EVERYONE, Metric.CPU));
        write(
                plan + "latency.txt",
                () -> Sentences.atHighestLoad(campaign, EVERYONE, Metric.LATENCY));
        write(plan + "loops.txt", () -> Sentences.loops(campaign, EVERYONE, Metric.LATENCY));
        write(plan + "residual.txt", () -> Sentences.range(campaign, Metric.of("little_residual")));
        write(plan + "scaling.txt", () -> Scaling.sentence(campaign));
    }

    private void profiles(Campaign campaign) throws IOException {
        String plan = campaign.plan() + "/";
        Profiles profiles = Profiles.of(campaign).getLast();
        List<String> pair = List.of("watpipe", "userver");
        write(plan + "costs.csv", () -> Csv.of(profiles.costs()));
        write(plan + "checks.csv", () -> Csv.of(profiles.checks()));
        write(plan + "mechanism.csv", () -> Csv.of(profiles.mechanism()));
        write(plan + "breakdown.csv", () -> Csv.of(profiles.breakdown()));
        write(plan + "difference.csv", () -> Csv.of(profiles.difference(pair).readable()));
        write(plan + "difference.txt", () -> OverheadSentences.difference(profiles, pair));
        write(plan + "dearest.txt", () -> OverheadSentences.dearest(profiles, EVERYONE));
        write(plan + "closes.txt", () -> OverheadSentences.closes(campaign));
        write(plan + "attribution.csv", () -> Csv.of(Attribution.readable(campaign)));
        write(plan + "factors.csv", () -> Csv.of(Attribution.factors(campaign)));
        write(plan + "growth.csv", () -> Csv.of(Growth.readable(campaign)));
        write(plan + "memory.csv", () -> Csv.of(Memory.of(campaign)));
        if (Files.exists(campaign.folder().resolve(Counts.FILE))) {
            Counts counts = Counts.of(campaign).getLast();
            write(plan + "counts.csv", () -> Csv.of(counts.all()));
            write(plan + "counted-mechanism.csv", () -> Csv.of(counts.mechanism()));
            write(plan + "stages.csv", () -> Csv.of(Stages.of(counts)));
        }
    }

    private void figures(Campaign campaign) throws IOException {
        String plan = campaign.plan() + "/";
        for (Metric metric :
                List.of(Metric.WAKEUPS, Metric.LATENCY_TAIL, Metric.of("little_residual"))) {
            write(
                    plan + metric.fileName() + ".svg",
                    () -> Figures.metric(campaign, EVERYONE, metric).svg());
        }
        write(plan + "seconds.svg", () -> Figures.secondBySecond(campaign, EVERYONE).svg());
    }

    /** What a campaign does not have is said instead. */
    private void write(String file, Supplier<String> output) throws IOException {
        Path path = out.resolve(file);
        Files.createDirectories(path.getParent());
        String text;
        try {
            text = output.get();
        } catch (UsageException e) {
            text = "not shown: " + e.getMessage().replace(data.toString(), "DATA");
        }
        Files.writeString(path, text);
    }
}
