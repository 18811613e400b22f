package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    @Test
    void theColumnsAreThoseOfTheDocumentInItsOrder() throws IOException {
        String document = Files.readString(Path.of("../data/SCHEMA.md"));
        int start = document.indexOf("## `runs.csv`");
        String section = document.substring(start, document.indexOf("\n#", start));
        List<String> documented = new ArrayList<>();
        for (String line : section.lines().filter(line -> line.startsWith("| `")).toList()) {
            Matcher names =
                    Pattern.compile("`([a-z0-9_]+)`")
                            .matcher(line.substring(0, line.indexOf('|', 1)));
            names.results().map(name -> name.group(1)).forEach(documented::add);
        }
        assertEquals(documented, Schema.RUNS.stream().map(Schema.Field::name).toList());
    }
}
