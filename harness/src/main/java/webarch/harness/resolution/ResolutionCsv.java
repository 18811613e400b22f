package webarch.harness.resolution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.Home;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;

/** {@code resolution.csv}: a row for each plan, scale and metric. */
public final class ResolutionCsv {
    private static final String SHIPPED = "data/reference/resolution.csv";

    static final List<Column<Resolution>> COLUMNS =
            List.of(
                    new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                    new Column<>("campaign", Resolution::campaign),
                    new Column<>("plan", Resolution::plan),
                    new Column<>("scale", Resolution::scale),
                    new Column<>("machine", Resolution::machine),
                    new Column<>("topology", Resolution::topology),
                    new Column<>("metric", Resolution::metric),
                    new Column<>("pairs", Resolution::pairs),
                    new Column<>("ratio", Resolution::ratio),
                    new Column<>("log_ratio_sd", Resolution::deviation),
                    new Column<>("repetitions", Resolution::repetitions),
                    new Column<>("resolves", Resolution::resolves));

    private ResolutionCsv() {}

    /** What a person should know of a plan at a scale: a line each metric. */
    public static List<String> lines(Home home, Plan plan, Scale scale) throws IOException {
        Path file = home.resolve(SHIPPED);
        if (!Files.exists(file)) {
            return List.of();
        }
        return Csv.records(Files.readString(file)).stream()
                .filter(row -> row.get("plan").equals(plan.name()))
                .filter(row -> row.get("scale").equals(scale.name()))
                .map(ResolutionCsv::line)
                .toList();
    }

    private static String line(CSVRecord row) {
        String resolves = row.get("resolves");
        return row.get("metric")
                + ": "
                + (resolves.isEmpty()
                        ? "tells no ratio from 1, "
                                + row.get("repetitions")
                                + " repetitions have no interval"
                        : String.format(
                                Locale.ROOT,
                                "tells ratios from 1 beyond %.3f",
                                Double.valueOf(resolves)))
                + " ("
                + SHIPPED
                + ")";
    }
}
