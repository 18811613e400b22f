package webarch.analysis.claims;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import webarch.analysis.UsageException;

/**
 * The claims of {@code claims.yaml}, which explains its own form.
 *
 * @param paper of the paper and of those who followed it
 * @param artifact of this artifact
 */
record Claims(
        @JsonProperty(required = true) List<Claim> paper,
        @JsonProperty(required = true) List<Claim> artifact) {

    /** Where they are, in a checkout. */
    static final String FILE = "notebooks/claims.yaml";

    Claims {
        Set<String> ids = new HashSet<>();
        Stream.concat(paper.stream(), artifact.stream())
                .map(Claim::id)
                .filter(id -> !ids.add(id))
                .findFirst()
                .ifPresent(
                        id -> {
                            throw new IllegalArgumentException(id + ": is there twice");
                        });
    }

    /**
     * Reads the file.
     *
     * @throws UsageException that names the line, if it is not of the form
     */
    static Claims read(Path file) {
        YAMLMapper mapper =
                YAMLMapper.builder()
                        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        try {
            return mapper.readValue(Files.readString(file), Claims.class);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UsageException(
                    "%s:%s: %s"
                            .formatted(
                                    file,
                                    at == null ? "?" : at.getLineNr(),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
