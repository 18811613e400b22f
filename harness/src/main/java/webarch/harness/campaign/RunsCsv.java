package webarch.harness.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.UsageException;
import webarch.harness.csv.Csv;

/**
 * {@code runs.csv}: the list of the runs that are complete. It only ever grows by whole rows, each
 * written at once. Written by the one runner that holds the campaign; read by anyone.
 */
public record RunsCsv(Path file) {

    /** A row as far as the state of a campaign goes. */
    public record Entry(String runId, boolean valid, String invalidReason) {}

    /** Creates the file with its header unless it is there. */
    void create() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            Durable.write(file, Csv.header(RunColumns.ALL));
        }
    }

    void append(RunRecord run) throws IOException {
        Durable.append(file, Csv.row(RunColumns.ALL, run));
    }

    /**
     * Removes the beginning of a row that a killed runner left behind.
     *
     * @return how many bytes that were
     */
    int dropTornRow() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] all = Files.readAllBytes(file);
        int whole = wholeRows(all);
        if (whole < all.length) {
            Durable.truncate(file, whole);
        }
        return all.length - whole;
    }

    /** The whole rows, in the order of execution; none when there is no file. */
    public List<Entry> entries() throws IOException {
        return rows().stream()
                .map(
                        row ->
                                new Entry(
                                        row.get("run_id"),
                                        Boolean.parseBoolean(row.get("valid")),
                                        row.get("invalid_reason")))
                .toList();
    }

    private List<CSVRecord> rows() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] all = Files.readAllBytes(file);
        String text = new String(all, 0, wholeRows(all), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.startsWith(Csv.header(RunColumns.ALL))) {
            throw new UsageException(
                    file + ":1: not the columns of this version of webarch; give another --out");
        }
        return Csv.records(text);
    }

    /** The replies per second of each run; 0 where nothing was measured. */
    Map<String, Double> rates() throws IOException {
        return rows().stream()
                .collect(
                        Collectors.toMap(
                                row -> row.get("run_id"), row -> number(row.get("replies_per_s"))));
    }

    private static double number(String cell) {
        return cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }

    static Set<String> ids(List<Entry> entries) {
        return entries.stream().map(Entry::runId).collect(Collectors.toSet());
    }

    /** Cells hold no line ends, so a row is whole exactly when its line end is there. */
    private static int wholeRows(byte[] all) {
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
