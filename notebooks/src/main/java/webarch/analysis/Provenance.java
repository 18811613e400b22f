package webarch.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a campaign's {@code manifest.json} and {@code elapsed.json} say beside its rows: how it was
 * planned, on what, with which code, and how long it took. What they do not say is absent.
 *
 * @param manifest the file's content, missing where there is no such file
 * @param elapsed the file's content, missing where there is no such file
 */
public record Provenance(JsonNode manifest, JsonNode elapsed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what there is in the campaign's folder. */
    public static Provenance of(Origin campaign) {
        return new Provenance(
                read(campaign.folder().resolve("manifest.json")),
                read(campaign.folder().resolve("elapsed.json")));
    }

    /** What the plan says of itself. */
    public Optional<String> description() {
        return fact("plan/description");
    }

    /** The commit of the checkout, with a word where it was changed since. */
    public Optional<String> commit() {
        boolean modified = manifest.at("/versions/modified").asBoolean();
        return fact("versions/commit").map(commit -> modified ? commit + " (modified)" : commit);
    }

    /** For how many seconds it was expected to take; NaN if that is not known. */
    public double forecastSeconds() {
        return manifest.path("forecast_s").asDouble(Double.NaN);
    }

    /** For how many seconds it was worked on; NaN if that is not known. */
    public double elapsedSeconds() {
        return elapsed.path("elapsed_s").asDouble(Double.NaN);
    }

    /**
     * Any scalar of the manifest as text.
     *
     * @param path names separated by slashes, as {@code machine/cpu_model}
     */
    public Optional<String> fact(String path) {
        JsonNode node = manifest.at("/" + path);
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static JsonNode read(Path file) {
        if (!Files.exists(file)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    "%s:%d: not JSON".formatted(file, e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
