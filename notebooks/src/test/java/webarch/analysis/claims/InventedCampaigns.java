package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;
import webarch.analysis.SyntheticCollection;

/** An invented campaign of every plan, which bear all claims out until a test damages them. */
final class InventedCampaigns {
    static final Path SHIPPED = Path.of("claims.yaml");

    private final Path folder;

    private InventedCampaigns(Path folder) {
        this.folder = folder;
    }

    static InventedCampaigns write(Path folder) throws IOException {
        SyntheticCollection.write(folder);
        return new InventedCampaigns(folder);
    }

    Path campaign(String plan) {
        return folder.resolve("20260101T120000Z-" + plan + "-smoke");
    }

    Path runs(String plan) {
        return campaign(plan).resolve("runs.csv");
    }

    /** For a change of a whole column. */
    static boolean everyRow(Map<String, String> row) {
        return !row.isEmpty();
    }

    /** Puts a value into a column of those rows of a file that meet a condition. */
    void put(Path file, Predicate<Map<String, String>> which, String column, String value)
            throws IOException {
        change(file, which, column, _ -> value);
    }

    /** Multiplies a column in those rows of a file that meet a condition. */
    void multiply(Path file, Predicate<Map<String, String>> which, String column, double factor)
            throws IOException {
        change(file, which, column, value -> String.valueOf(Double.parseDouble(value) * factor));
    }

    private static void change(
            Path file,
            Predicate<Map<String, String>> which,
            String column,
            UnaryOperator<String> change)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> changed = new ArrayList<>(lines.subList(0, 1));
        List<String> names = cells(lines.getFirst());
        boolean any = false;
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = row(names, cells(line));
            if (which.test(row)) {
                any = true;
                row.compute(column, (_, value) -> change.apply(value));
            }
            changed.add(String.join(",", row.values()));
        }
        assertTrue(any && names.contains(column), file + " has no such row or no " + column);
        Files.writeString(file, String.join("\n", changed) + "\n");
    }

    private static Map<String, String> row(List<String> names, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), cells.get(i));
        }
        return row;
    }

    /** Only the machine is quoted; a comma inside quotes is followed by a space. */
    private static List<String> cells(String line) {
        return List.of(line.split(",(?! )", -1));
    }

    /** Changes every file of a name. */
    void edit(String name, UnaryOperator<String> change) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.endsWith(name)).toList()) {
                Files.writeString(file, change.apply(Files.readString(file)));
            }
        }
    }

    CampaignCollection collection() {
        return Campaigns.open(folder.toString());
    }

    Findings examine() {
        return Findings.of(Claims.read(SHIPPED), collection());
    }

    /** On one claim alone, which takes a fraction of the time that all take. */
    Finding finding(String id) {
        Claims claims = Claims.read(SHIPPED);
        return Stream.concat(claims.paper().stream(), claims.artifact().stream())
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow()
                .examine(collection());
    }

    /** On the claim of another file with one claim of the paper. */
    Finding findingOf(String claim) throws IOException {
        Path file = Files.writeString(folder.resolve("claims.yaml"), claim + "artifact: []\n");
        return Findings.of(Claims.read(file), collection()).paper().getFirst();
    }

    static Finding finding(Findings findings, String id) {
        return all(findings).stream()
                .filter(finding -> finding.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<Finding> all(Findings findings) {
        return Stream.concat(findings.paper().stream(), findings.artifact().stream()).toList();
    }

    /** {@code webarch verify}, as typed; its files are in {@link #verdicts}. */
    int verify() {
        return new CommandLine(new VerifyCommand(() -> new Campaigns(folder)))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        folder.toString(),
                        "--claims",
                        SHIPPED.toAbsolutePath().toString(),
                        "--out",
                        folder.resolve("out").toString());
    }

    String verdicts(String file) throws IOException {
        return Files.readString(folder.resolve("out").resolve(file));
    }
}
