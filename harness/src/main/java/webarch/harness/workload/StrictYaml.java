package webarch.harness.workload;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import webarch.harness.UsageException;

/**
 * Reads a YAML file into records and refuses what it does not know: unknown and missing keys, keys
 * given twice, text where a number belongs. Every refusal is one line that names the file, the line
 * and the key.
 */
final class StrictYaml {
    private static final ObjectMapper MAPPER =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private StrictYaml() {}

    static <T> T read(Path file, Class<T> type) {
        String text = text(file);
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException error) {
            throw new UsageException(file + explain(error, text), error);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException error) {
            throw new UsageException(file + ": not UTF-8 text", error);
        } catch (IOException error) {
            throw new UsageException(file + ": cannot be read: " + error.getMessage(), error);
        }
    }

    /** What stands behind the file's name: {@code , line N: key: problem}. */
    private static String explain(JsonProcessingException error, String text) {
        return switch (error) {
            case UnrecognizedPropertyException unknown ->
                    place(unknown, unknown.getPropertyName(), text)
                            + unknownKey(unknown.getKnownPropertyIds());
            case JsonMappingException invalid
                    when invalid.getCause() instanceof InvalidKeyException problem ->
                    place(invalid, problem.key(), text) + ": " + problem.getMessage();
            case MismatchedInputException missing
                    when missing.getOriginalMessage().startsWith("Missing required creator") ->
                    missing(missing, text);
            case MismatchedInputException more
                    when more.getOriginalMessage().startsWith("Trailing token") ->
                    line(more) + ": more than one document; a file holds one";
            case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
                    place(mismatch, null, text) + ": must be " + expected(mismatch.getTargetType());
            default -> line(error) + ": " + firstLine(error.getOriginalMessage());
        };
    }

    /** A key is missing: more likely misspelt, where its group has one that is not known. */
    private static String missing(MismatchedInputException error, String text) {
        KeyLines lines = KeyLines.of(text);
        List<JsonMappingException.Reference> path = error.getPath();
        KeyPath group = KeyPath.of(path.subList(0, path.size() - 1));
        Set<String> known = keys((Class<?>) path.getLast().getFrom());
        for (String key : lines.keys(group)) {
            if (!known.contains(key)) {
                KeyPath unknown = group.then(key);
                return (", line " + lines.line(unknown) + ": " + unknown.shown())
                        + unknownKey(known);
            }
        }
        return place(error, null, text) + ": missing";
    }

    private static Set<String> keys(Class<?> type) {
        DeserializationConfig config = MAPPER.getDeserializationConfig();
        return config.introspect(config.constructType(type)).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toSet());
    }

    private static String unknownKey(Collection<?> known) {
        return known.stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", ", ": unknown key; known here: ", ""));
    }

    private static String expected(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == String.class) {
            return "text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "a group of keys";
    }

    /** The place of a key: of {@code child} below the error's path, or of the path itself. */
    private static String place(JsonMappingException error, String child, String text) {
        KeyPath path = KeyPath.of(error.getPath());
        if (child != null && !child.equals(path.lastKey())) {
            path = path.then(child);
        }
        int line = KeyLines.of(text).line(path);
        return ", line " + line + (path.isRoot() ? "" : ": " + path.shown());
    }

    private static String line(JsonProcessingException error) {
        JsonLocation location = error.getLocation();
        return location == null ? "" : ", line " + location.getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not readable as YAML");
    }
}
