package webarch.harness.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The columns that {@code data/SCHEMA.md} describes. */
public final class SchemaColumns {
    private static final Pattern NAMES = Pattern.compile("`([a-z0-9_]+)`");

    private SchemaColumns() {}

    /** Those of one file, in order. */
    public static List<String> of(String file) throws IOException {
        List<String> schema = Files.readAllLines(Path.of("../data/SCHEMA.md"));
        return schema.stream()
                .skip(schema.indexOf("## `" + file + "`") + 1L)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAMES.matcher(line.split("\\|", -1)[1]).results())
                .map(name -> name.group(1))
                .toList();
    }
}
