package webarch.harness.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import webarch.harness.Durations;
import webarch.harness.UsageException;
import webarch.harness.csv.Csv;
import webarch.harness.disk.Storage;
import webarch.harness.measure.Machine;
import webarch.harness.plan.Level;
import webarch.harness.plan.Mode;
import webarch.harness.plan.Observation;
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
    private static final List<String> IDENTITY =
            List.of("plan", "placement", "workloads", "runs", "launches");

    private Manifest() {}

    public static ObjectNode of(
            CampaignFacts facts,
            List<Served> workloads,
            List<PlannedRun> runs,
            Versions versions,
            Machine machine) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schema_version", Csv.SCHEMA_VERSION);
        manifest.put("campaign", facts.campaign());
        manifest.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        manifest.set("plan", plan(facts));
        manifest.put(
                "forecast_s", Durations.seconds(new Forecast(facts.plan(), facts.scale()).total()));
        ObjectNode placement = manifest.putObject("placement");
        placement.put("topology", facts.placement().topology().label());
        placement.put("server_cpus", facts.placement().serverCpus().toString());
        placement.put("load_cpus", facts.placement().loadCpus().toString());
        placement.put("siblings", facts.placement().siblings());
        if (facts.placement().remote()) {
            placement.put("load_hosts", facts.placement().loadHosts());
        }
        ArrayNode all = manifest.putArray("workloads");
        for (Served workload : workloads) {
            ObjectNode node = all.addObject();
            node.put("name", workload.requests().name());
            node.put("request_log_sha256", workload.requests().sha256());
        }
        manifest.set("versions", JSON.valueToTree(versions));
        manifest.set("machine", JSON.valueToTree(machine));
        List<PlannedRun> peaks = facts.plan().peaks(facts.scale());
        if (!peaks.isEmpty()) {
            manifest.set("peaks", JSON.valueToTree(peaks.stream().map(Manifest::run).toList()));
        }
        manifest.set("runs", JSON.valueToTree(runs.stream().map(Manifest::run).toList()));
        return manifest;
    }

    /** Completes it with the file sets, which have been written by then. */
    public static ObjectNode with(ObjectNode manifest, List<Served> workloads) {
        ArrayNode all = manifest.putArray("file_sets");
        for (Served workload : workloads) {
            FileSet files = workload.requests().fileSet();
            ObjectNode node = all.addObject();
            node.put("workload", workload.requests().name());
            node.put("files", files.files().size());
            node.put("sha256", files.sha256());
        }
        return manifest;
    }

    private static ObjectNode plan(CampaignFacts facts) {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("name", facts.plan().name());
        plan.put("description", facts.plan().description());
        plan.put("scale", facts.scale().name());
        plan.put("mode", facts.plan().mode().label());
        plan.put("seed", facts.plan().seed());
        plan.put("repetitions", facts.scale().repetitions());
        if (facts.plan().mode() == Mode.PAIRED) {
            plan.put("rounds", facts.scale().rounds());
        }
        plan.put("warmup_s", Durations.seconds(facts.scale().warmup()));
        plan.put("warmup_requests", facts.scale().warmupRequests());
        if (!facts.scale().warmupRequestsOf().isEmpty()) {
            plan.set("warmup_requests_of", JSON.valueToTree(facts.scale().warmupRequestsOf()));
        }
        facts.scale()
                .profiling()
                .ifPresent(
                        warmup -> {
                            plan.put("profile_warmup_s", Durations.seconds(warmup.time()));
                            plan.put("profile_warmup_requests", warmup.requests());
                        });
        plan.put("duration_s", Durations.seconds(facts.scale().duration()));
        plan.put("load_transport", facts.plan().transport().label());
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
        plan.set(
                "storage",
                JSON.valueToTree(
                        facts.scale().storages().stream().map(Manifest::storage).toList()));
        plan.set(
                "offered_shares",
                JSON.valueToTree(
                        facts.scale().levels().stream()
                                .flatMapToDouble(level -> level.offeredShare().stream())
                                .toArray()));
        plan.set("factors", JSON.valueToTree(facts.plan().factors()));
        plan.set("servers", JSON.valueToTree(facts.plan().subjects()));
        return plan;
    }

    private static ObjectNode storage(Storage storage) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", storage.name());
        storage.memory()
                .ifPresent(
                        memory -> {
                            node.put("bounds", memory.share().name().toLowerCase(Locale.ROOT));
                            node.put("bytes", memory.bytes());
                        });
        node.put("device", storage.device().label());
        node.put("fewest_reads_per_request", storage.band().fewestReads());
        node.put("most_reads_per_request", storage.band().mostReads());
        node.put("fastest_read_s", Durations.seconds(storage.band().fastest()));
        node.put("slowest_read_s", Durations.seconds(storage.band().slowest()));
        return node;
    }

    private static ObjectNode run(PlannedRun run) {
        ObjectNode node = JSON.createObjectNode();
        node.put("run_id", run.runId());
        node.put("block", run.block());
        node.put("position", run.position());
        node.put("variant", run.subject().name());
        node.set("arguments", JSON.valueToTree(run.subject().arguments()));
        node.put("connections", run.connections());
        node.put("workload", run.workload());
        if (run.serverCpus() > 0) {
            node.put("server_cpus", run.serverCpus());
        }
        if (run.observation() != Observation.THROUGHPUT) {
            node.put("observation", run.observation().label());
        }
        run.level().sessionRate().ifPresent(rate -> node.put("session_rate", rate));
        run.level().offeredShare().ifPresent(share -> node.put("offered_share", share));
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
    public static void requireSame(JsonNode there, JsonNode here, Path folder) throws IOException {
        for (String section : IDENTITY) {
            requireSame(section, there, here, folder, "repeat the command that began it");
        }
    }

    /** Refuses to mix the measurements of two versions of anything that bears on them. */
    public static void requireSameVersions(JsonNode there, JsonNode here, Path folder)
            throws IOException {
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
