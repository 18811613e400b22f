package webarch.harness.measure;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * How to start a server: a command line whose words may hold {@code {port}}, {@code {root}}, {@code
 * {cpus}} and {@code {dir}}, the run's own folder.
 *
 * @param ready how the server shows that it listens
 */
public record ServerCommand(List<String> words, Ready ready) {

    /** How a server shows that it listens. */
    public enum Ready {
        /** It chooses a port and prints {@code ready pid=PID port=PORT}. */
        ANNOUNCED,
        /** It is told the port, and accepts connections on it. */
        ACCEPTING
    }

    /** The words with every placeholder replaced. */
    List<String> words(Map<String, String> values) {
        return words.stream().map(word -> fill(word, values)).toList();
    }

    private static String fill(String word, Map<String, String> values) {
        String filled = word;
        for (Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
