package webarch.harness.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Orders and answers as lines of text. */
final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    static String line(Record message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /**
     * The message that {@code line} holds.
     *
     * @throws IllegalArgumentException if it is none, as what a login shell prints
     */
    static <T extends Record> T parse(String line, Class<T> kind) {
        try {
            return JSON.readValue(line, kind);
        } catch (JsonProcessingException other) {
            throw new IllegalArgumentException("not a message: " + line, other);
        }
    }
}
