package webarch.harness.workload;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The line of every key and list entry of a YAML document. Jackson notices an unusable value after
 * it has read on, so the position it reports is not where the value stands.
 */
record KeyLines(Map<JsonPointer, Integer> lines) {

    /** The lines of a document, as far as it can be read. */
    static KeyLines of(String text) {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer(),
                        parser.currentTokenLocation().getLineNr());
            }
        } catch (IOException _) {
            // The mapper reports what is wrong; here only what came before it counts.
        }
        return new KeyLines(Map.copyOf(lines));
    }

    /** The keys of a group, in alphabetical order. */
    List<String> keys(KeyPath group) {
        return lines.keySet().stream()
                .filter(pointer -> group.pointer().equals(pointer.head()))
                .map(pointer -> pointer.last().getMatchingProperty())
                .sorted()
                .toList();
    }

    /** The line of the key, or of what encloses it when the key itself is absent; from 1. */
    int line(KeyPath path) {
        JsonPointer pointer = path.pointer();
        while (pointer != null && !lines.containsKey(pointer)) {
            pointer = pointer.head();
        }
        return pointer == null ? 1 : lines.get(pointer);
    }
}
