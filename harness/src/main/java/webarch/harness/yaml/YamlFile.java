package webarch.harness.yaml;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import webarch.harness.UsageException;

/** Reads a YAML file into {@link YamlNode}s. Used by one thread for one file. */
public final class YamlFile {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final String name;
    private final YAMLParser parser;

    private YamlFile(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** The root of the file; in messages the file is called {@code name}. */
    public static YamlNode read(Path file, String name) {
        try (YAMLParser parser = YAML.createParser(Files.readString(file))) {
            YamlFile reader = new YamlFile(name, parser);
            if (parser.nextToken() == null) {
                throw new UsageException(name + ": the file is empty");
            }
            YamlNode root = reader.node("", reader.line());
            if (parser.nextToken() != null) {
                throw reader.refuse("a second document starts here; one a file, please");
            }
            return root;
        } catch (JsonParseException error) {
            throw new UsageException(
                    name
                            + ":"
                            + error.getLocation().getLineNr()
                            + ": not YAML: "
                            + firstLine(error),
                    error);
        } catch (NoSuchFileException error) {
            throw new UsageException(name + ": no such file", error);
        } catch (CharacterCodingException error) {
            throw new UsageException(name + ": not UTF-8 text", error);
        } catch (IOException error) {
            throw new UsageException(name + ": cannot be read: " + error.getMessage(), error);
        }
    }

    /** The value at the parser; a value that has a key stands where its key stands. */
    private YamlNode node(String key, int line) throws IOException {
        if (parser.isCurrentAlias()) {
            throw refuse("aliases (`*name`) are not supported; write the value out");
        }
        Object value =
                switch (parser.currentToken()) {
                    case START_OBJECT -> map();
                    case START_ARRAY -> list(key);
                    case VALUE_NULL -> "";
                    default -> parser.getText();
                };
        return new YamlNode(name, line, key, value);
    }

    private Map<String, YamlNode> map() throws IOException {
        Map<String, YamlNode> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = line();
            parser.nextToken();
            if (map.containsKey(key)) {
                throw new UsageException(name + ":" + line + ": `" + key + "` is given twice");
            }
            map.put(key, node(key, line));
        }
        return Collections.unmodifiableMap(map);
    }

    private List<YamlNode> list(String key) throws IOException {
        List<YamlNode> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(node(key, line()));
        }
        return List.copyOf(list);
    }

    private UsageException refuse(String message) {
        return new UsageException(name + ":" + line() + ": " + message);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(JsonParseException error) {
        return error.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
