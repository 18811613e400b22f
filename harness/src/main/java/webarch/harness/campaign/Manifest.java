package webarch.harness.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import webarch.harness.Durations;
import webarch.harness.UsageException;
import webarch.harness.csv.Csv;
import webarch.harness.measure.Machine;
import webarch.harness.plan.Level;
import webarch.harness.plan.PlannedRun;
import webarch.harness.workload.FileSet;

/**
 * {@code manifest.json}: what a campaign is and where it took place. Written once, before the first
 * run; whether it is complete follows from {@code runs.csv}.
 */
public final class Manifest {
    private static final String FILE = "manifest.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    /** What makes it the same campaign. */
    private static final List<String> IDENTITY = List.of("plan", "placement", "workload", "runs");

    private Manifest() {}

    static ObjectNode of(
            CampaignFacts facts, List<PlannedRun> runs, Versions versions, Machine machine) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schema_version", Csv.SCHEMA_VERSION);
        manifest.put("campaign", facts.campaign());
        manifest.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        manifest.set("plan", plan(facts));
        ObjectNode placement = manifest.putObject("placement");
        placement.put("topology", facts.placement().topology().label());
        placement.put("server_cpus", facts.placement().serverCpus().toString());
        placement.put("load_cpus", facts.placement().loadCpus().toString());
        placement.put("siblings", facts.placement().siblings());
        ObjectNode workload = manifest.putObject("workload");
        workload.put("name", facts.workload());
        workload.put("request_log_sha256", facts.workloadSha256());
        manifest.set("versions", JSON.valueToTree(versions));
        manifest.set("machine", JSON.valueToTree(machine));
        manifest.set("runs", JSON.valueToTree(runs.stream().map(Manifest::run).toList()));
        return manifest;
    }

    /** Completes it with the file set, which has been written by then. */
    static ObjectNode with(ObjectNode manifest, FileSet files) {
        ObjectNode fileSet = manifest.putObject("file_set");
        fileSet.put("files", files.files().size());
        fileSet.put("sha256", files.sha256());
        return manifest;
    }

    private static ObjectNode plan(CampaignFacts facts) {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("name", facts.plan().name());
        plan.put("description", facts.plan().description());
        plan.put("scale", facts.scale().name());
        plan.put("seed", facts.plan().seed());
        plan.put("repetitions", facts.scale().repetitions());
        plan.put("warmup_s", Durations.seconds(facts.scale().warmup()));
        plan.put("warmup_requests", facts.scale().warmupRequests());
        plan.put("duration_s", Durations.seconds(facts.scale().duration()));
        plan.put("timeout_s", Durations.seconds(facts.plan().timeout()));
        plan.put("directories", facts.scale().directories());
        plan.set(
                "connections",
                JSON.valueToTree(
                        facts.scale().levels().stream().map(Level::clients).distinct().toList()));
        plan.set(
                "session_rates",
                JSON.valueToTree(
                        facts.scale().levels().stream()
                                .flatMapToDouble(level -> level.sessionRate().stream())
                                .toArray()));
        plan.set("clients", JSON.valueToTree(facts.plan().draining()));
        plan.set("storage", JSON.valueToTree(facts.scale().storages()));
        plan.set("factors", JSON.valueToTree(facts.plan().factors()));
        plan.set("servers", JSON.valueToTree(facts.plan().subjects()));
        return plan;
    }

    private static ObjectNode run(PlannedRun run) {
        ObjectNode node = JSON.createObjectNode();
        node.put("run_id", run.runId());
        node.put("block", run.block());
        node.put("position", run.position());
        node.put("variant", run.subject().name());
        node.set("arguments", JSON.valueToTree(run.subject().arguments()));
        node.put("connections", run.connections());
        run.level().sessionRate().ifPresent(rate -> node.put("session_rate", rate));
        run.storage().ifPresent(storage -> node.put("storage", storage.name()));
        node.put("environment_padding_bytes", run.environmentPadding());
        return node;
    }

    /** The same numbers may be of other types in memory than on disk; so it goes through text. */
    static void write(Path folder, JsonNode manifest) throws IOException {
        Durable.write(folder.resolve(FILE), JSON.writeValueAsString(manifest) + "\n");
    }

    public static Optional<JsonNode> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException error) {
            throw new UsageException(
                    file + ":" + error.getLocation().getLineNr() + ": not JSON; give another --out",
                    error);
        }
    }

    /** Refuses to go on with a campaign of another plan, scale, seed or placement. */
    static void requireSame(JsonNode there, JsonNode here, Path folder) throws IOException {
        for (String section : IDENTITY) {
            requireSame(section, there, here, folder, "repeat the command that began it");
        }
    }

    /** Refuses to mix the measurements of two versions of anything that bears on them. */
    static void requireSameVersions(JsonNode there, JsonNode here, Path folder) throws IOException {
        for (String part : Versions.DECISIVE) {
            requireSame("versions/" + part, there, here, folder, "go back to that version");
        }
    }

    private static void requireSame(
            String path, JsonNode there, JsonNode here, Path folder, String remedy)
            throws IOException {
        JsonNode reread = JSON.readTree(JSON.writeValueAsString(here));
        Optional<String> difference = difference(path, there.at("/" + path), reread.at("/" + path));
        if (difference.isPresent()) {
            throw new UsageException(
                    folder
                            + " holds another campaign: "
                            + difference.get()
                            + "; "
                            + remedy
                            + " or give another --out");
        }
    }

    /** The first difference, for instance {@code plan/seed is 7 there and 8 here}. */
    private static Optional<String> difference(String path, JsonNode there, JsonNode here) {
        if (there.equals(here)) {
            return Optional.empty();
        }
        if (there.isObject() && here.isObject()) {
            for (Map.Entry<String, JsonNode> field : here.properties()) {
                Optional<String> deeper =
                        difference(
                                path + "/" + field.getKey(),
                                there.path(field.getKey()),
                                field.getValue());
                if (deeper.isPresent()) {
                    return deeper;
                }
            }
        }
        return Optional.of(
                there.isContainerNode() && !path.contains("/")
                        ? path + " differs"
                        : path + " is " + there + " there and " + here + " here");
    }
}
