package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A CSV read with nothing but string splitting, to hold what the analysis makes of it against. */
final class CsvRows {
    private CsvRows() {}

    static List<Map<String, String>> of(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        // Only the machine is quoted; a comma inside quotes is followed by a space.
        List<String> names = List.of(lines.getFirst().split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",(?! )", -1))
                .map(
                        cells ->
                                IntStream.range(0, cells.length)
                                        .boxed()
                                        .collect(
                                                TreeMap<String, String>::new,
                                                (row, i) -> row.put(names.get(i), cells[i]),
                                                Map::putAll))
                .map(row -> (Map<String, String>) row)
                .toList();
    }

    /** The runs that count. */
    static List<Map<String, String>> valid(Path campaign) throws IOException {
        return of(campaign.resolve("runs.csv")).stream()
                .filter(row -> row.get("valid").equals("true"))
                .toList();
    }
}
