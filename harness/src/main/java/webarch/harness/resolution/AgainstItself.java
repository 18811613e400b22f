package webarch.harness.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.campaign.Manifest;
import webarch.harness.csv.Csv;
import webarch.harness.plan.Mode;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;

/** A campaign that compared a server with itself, as {@code run --against-itself} makes it. */
record AgainstItself(Path folder, JsonNode manifest) {
    private static final String CPU = "cpu_us_per_request";
    private static final List<String> METRICS = List.of(CPU, "replies_per_s");

    static AgainstItself in(Path folder) throws IOException {
        JsonNode manifest =
                Manifest.read(folder)
                        .orElseThrow(() -> new UsageException(folder + ": not a campaign"));
        if (!manifest.at("/plan/name").asText().endsWith(Plan.AGAINST_ITSELF)) {
            throw new UsageException(
                    folder + ": compared servers with each other; see run --against-itself");
        }
        return new AgainstItself(folder, manifest);
    }

    List<Resolution> resolutions(Home home) throws IOException {
        String name = manifest.at("/plan/name").asText();
        String plan = name.substring(0, name.length() - Plan.AGAINST_ITSELF.length());
        String scale = manifest.at("/plan/scale").asText();
        int repetitions = PlanFile.load(home, plan).scale(scale).repetitions();
        return manifest.at("/plan/mode").asText().equals(Mode.PAIRED.label())
                ? List.of(paired(plan, scale, repetitions))
                : METRICS.stream().map(metric -> runs(plan, scale, metric, repetitions)).toList();
    }

    private Resolution paired(String plan, String scale, int repetitions) {
        CSVRecord again = rows("servers.csv").getLast();
        if (again.get("ratio_high").isEmpty()) {
            throw new UsageException(
                    folder
                            + ": fewer than "
                            + Resolution.FEWEST_REPETITIONS
                            + " launches with valid turns of both");
        }
        double high = Double.parseDouble(again.get("ratio_high"));
        double low = Double.parseDouble(again.get("ratio_low"));
        return new Resolution(
                campaign(),
                plan,
                scale,
                again.get("machine"),
                again.get("topology"),
                CPU,
                repetitions,
                Double.parseDouble(again.get("ratio")),
                Double.NaN,
                repetitions,
                Math.max(high, 1 / low));
    }

    private Resolution runs(String plan, String scale, String metric, int repetitions) {
        List<CSVRecord> rows = rows("runs.csv");
        Map<Integer, Double> logarithms = new TreeMap<>();
        Map<Integer, Integer> seen = new TreeMap<>();
        String first = manifest.at("/plan/servers/0/name").asText();
        for (CSVRecord row : rows) {
            if (Boolean.parseBoolean(row.get("valid"))) {
                int block = Integer.parseInt(row.get("block"));
                double logarithm = Math.log(Double.parseDouble(row.get(metric)));
                logarithms.merge(
                        block,
                        row.get("variant").equals(first) ? -logarithm : logarithm,
                        Double::sum);
                seen.merge(block, 1, Integer::sum);
            }
        }
        double[] pairs =
                logarithms.entrySet().stream()
                        .filter(entry -> seen.get(entry.getKey()) == 2)
                        .mapToDouble(Map.Entry::getValue)
                        .toArray();
        if (pairs.length < Resolution.FEWEST_REPETITIONS) {
            throw new UsageException(
                    folder + ": only " + pairs.length + " blocks with both runs valid");
        }
        double deviation = Resolution.deviation(pairs);
        return new Resolution(
                campaign(),
                plan,
                scale,
                rows.getFirst().get("machine"),
                rows.getFirst().get("topology"),
                metric,
                pairs.length,
                Math.exp(Arrays.stream(pairs).average().orElseThrow()),
                deviation,
                repetitions,
                Resolution.of(deviation, repetitions));
    }

    private String campaign() {
        return manifest.at("/campaign").asText();
    }

    private List<CSVRecord> rows(String file) {
        try {
            return Csv.records(Files.readString(folder.resolve(file)));
        } catch (IOException error) {
            throw new UsageException(folder + ": has no " + file + "; let it end first", error);
        }
    }
}
