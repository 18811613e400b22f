package webarch.harness.paired;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.UsageException;
import webarch.harness.campaign.Durable;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Validity;
import webarch.harness.csv.Csv;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/**
 * {@code slices.csv} of a campaign. It grows by whole launches, each written at once. Written by
 * the one runner that holds the campaign.
 */
final class SlicesFile {
    private final Path file;
    private final Placement placement;
    private final String header;

    SlicesFile(Path file, Placement placement) {
        this.file = file;
        this.placement = placement;
        this.header = Csv.header(SlicesCsv.columns(placement));
    }

    /** Creates the file with its header unless it is there. */
    void create() throws IOException {
        if (!Files.exists(file)) {
            Durable.write(file, header);
        }
    }

    void append(List<Slice> launch) throws IOException {
        Durable.append(file, SlicesCsv.text(placement, launch).substring(header.length()));
    }

    /** The slices of the whole launches, each of {@code perLaunch} slices. Drops what was cut. */
    List<Slice> recover(Subjects subjects, int perLaunch) throws IOException {
        create();
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (!text.startsWith(header)) {
            throw new UsageException(
                    file + ":1: not the columns of this version of webarch; give another --out");
        }
        List<String> rows = new ArrayList<>(text.substring(header.length()).lines().toList());
        if (!text.endsWith("\n")) {
            rows.removeLast();
        }
        List<String> whole = rows.subList(0, rows.size() / perLaunch * perLaunch);
        String kept = header + String.join("", whole.stream().map(row -> row + "\n").toList());
        if (!kept.equals(text)) {
            Durable.write(file, kept);
        }
        return Csv.records(kept).stream().map(row -> slice(row, subjects)).toList();
    }

    private Slice slice(CSVRecord row, Subjects subjects) {
        int connections = Integer.parseInt(row.get("connections"));
        int launch = Integer.parseInt(row.get("launch"));
        int round = Integer.parseInt(row.get("round"));
        int position = Integer.parseInt(row.get("position"));
        Contender subject = subject(row, subjects);
        List<String> reasons = reasons(row.get("invalid_reason"));
        if (row.get("duration_s").isEmpty()) {
            return Slice.missed(connections, launch, round, position, subject, reasons);
        }
        double seconds = number(row, "duration_s");
        return new Slice(
                connections,
                launch,
                round,
                position,
                subject,
                seconds,
                Long.parseLong(row.get("requests")),
                Long.parseLong(row.get("replies")),
                Long.parseLong(row.get("errors")),
                Long.parseLong(row.get("connects")),
                number(row, "server_cpu_s"),
                number(row, "load_utilisation") * seconds * placement.loadCpuCount(),
                number(row, "idle_cpu_s"),
                number(row, "steal_share"),
                number(row, "contention"),
                reasons);
    }

    static List<String> reasons(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(Validity.SEPARATOR, -1));
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private Contender subject(CSVRecord row, Subjects subjects) {
        return subjects.all().stream()
                .filter(
                        subject ->
                                subject.server().equals(row.get("server"))
                                        && subject.options().equals(row.get("options"))
                                        && subject.instance()
                                                == Integer.parseInt(row.get("instance")))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        file
                                                + ": a server that is not in the plan; give another"
                                                + " --out"));
    }
}
