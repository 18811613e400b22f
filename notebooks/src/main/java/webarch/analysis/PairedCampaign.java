package webarch.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * A comparison of warm servers that were loaded in alternating slices.
 *
 * @param folder where its CSVs are
 * @param servers {@code servers.csv}: a row a server and number of connections
 * @param slices {@code slices.csv}: a row a slice, in the order of execution
 */
public record PairedCampaign(Path folder, Table servers, Table slices) implements Origin {
    static final String FILE = "slices.csv";
    private static final String SUMMARY = "servers.csv";

    /** Reads the comparison in {@code folder}. */
    public static PairedCampaign read(Path folder) {
        Path summary = folder.resolve(SUMMARY);
        return new PairedCampaign(
                folder,
                Files.exists(summary)
                        ? CsvFile.read(summary, Schema.SERVERS)
                        : Table.create(SUMMARY),
                CsvFile.read(folder.resolve(FILE), Schema.SLICES));
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public String plan() {
        return CampaignName.of(folder).plan();
    }

    @Override
    public String scale() {
        return CampaignName.of(folder).scale();
    }

    @Override
    public String machine() {
        return single("machine");
    }

    @Override
    public String workload() {
        return single("workload");
    }

    @Override
    public String topology() {
        boolean siblings = servers.booleanColumn("siblings").any();
        return single("topology") + (siblings ? " on two hyperthreads of one core" : "");
    }

    /** The table of the servers is written when the last slice is over. */
    @Override
    public Optional<String> missing() {
        return servers.isEmpty() ? Optional.of("no " + SUMMARY + " yet") : Optional.empty();
    }

    private String single(String column) {
        List<String> values = servers.stringColumn(column).unique().asList();
        if (values.size() > 1) {
            throw new UsageException(
                    "%s: more than one %s (%s), which are never pooled"
                            .formatted(
                                    folder.resolve(SUMMARY),
                                    column,
                                    String.join(", ", values.stream().sorted().toList())));
        }
        return values.getFirst();
    }
}
