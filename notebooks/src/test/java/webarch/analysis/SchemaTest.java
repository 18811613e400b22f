package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");

    @Test
    void theColumnsAreThoseOfTheDocumentInItsOrder() throws IOException {
        assertEquals(documented("runs.csv"), Schema.RUNS.stream().map(Schema.Field::name).toList());
    }

    /** The columns of a file that the document describes, in its order. */
    static List<String> documented(String file) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../data/SCHEMA.md"));
        return lines.stream()
                .skip(lines.indexOf("## `" + file + "`") + 1L)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAME.matcher(line.substring(0, line.indexOf('|', 1))).results())
                .map(name -> name.group(1))
                .toList();
    }
}
