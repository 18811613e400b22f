package webarch.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Row;
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

    /**
     * Only the slices that count: every ratio and table is made from these. In campaigns from
     * before slices were judged all of them do.
     */
    public Table validSlices() {
        return slices.where(Rows.where(slices, PairedCampaign::counts));
    }

    static boolean counts(Row slice) {
        return slice.isMissing("valid") || slice.getBoolean("valid");
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

    /** What the table of the servers says of one of them under a number of clients. */
    Optional<Row> server(long connections, Subject subject) {
        return IntStream.range(0, servers.rowCount())
                .mapToObj(servers::row)
                .filter(row -> row.getLong("connections") == connections)
                .filter(row -> Subject.ofSlice(row).identity().equals(subject.identity()))
                .findFirst();
    }

    /** Whether the server's CPUs were the limit under a number of clients, and the load's not. */
    boolean saturated(long connections, Subject subject) {
        return server(connections, subject)
                .filter(row -> row.getString("saturation").equals("saturated"))
                .isPresent();
    }

    /** The same of a slice's server under the slice's number of clients. */
    public boolean saturated(Row slice) {
        return saturated(slice.getLong("connections"), Subject.ofSlice(slice));
    }

    /** The slices that a row of the table of the servers sums up. */
    public Table slicesOf(Row server) {
        long connections = server.getLong("connections");
        Subject subject = Subject.ofSlice(server);
        return slices.where(
                Rows.where(
                        slices,
                        slice ->
                                slice.getLong("connections") == connections
                                        && Subject.ofSlice(slice).equals(subject)));
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
