package webarch.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Whether other load generators and other clocks tell the same numbers as ours: {@code
 * agreement.csv}, which {@code ./webarch bench agreement} measures.
 */
public final class Agreement {
    static final String FILE = "agreement.csv";

    private Agreement() {}

    /**
     * A row for each quantity as one side tells it, with its ratio to ours.
     *
     * @throws UsageException if nothing of the kind was measured
     */
    public static Table of(CampaignCollection collection) {
        Path folder =
                collection
                        .newestWith(FILE)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "no "
                                                        + FILE
                                                        + "; ./webarch bench agreement --out"
                                                        + " data/campaigns/agreement measures it"));
        List<Row> rows = new ArrayList<>();
        Table all = CsvFile.read(folder.resolve(FILE), Schema.AGREEMENT);
        for (int i = 0; i < all.rowCount(); i++) {
            rows.add(all.row(i));
        }
        return Table.create(
                "agreement",
                StringColumn.create(
                        "quantity", rows.stream().map(row -> row.getString("quantity")).toList()),
                StringColumn.create(
                        "source", rows.stream().map(row -> row.getString("source")).toList()),
                StringColumn.create("value", rows.stream().map(Agreement::value).toList()),
                StringColumn.create(
                        "against", rows.stream().map(row -> row.getString("against")).toList()),
                StringColumn.create("ratio [95 %]", rows.stream().map(Agreement::ratio).toList()),
                StringColumn.create(
                        "agrees",
                        rows.stream()
                                .map(row -> row.getBoolean("agrees") ? "yes" : "no")
                                .toList()));
    }

    private static String value(Row row) {
        return Numbers.rounded(row.getDouble("value"))
                + (row.getString("unit").equals("replies_per_s") ? " replies/s" : " µs/request");
    }

    /** With more digits than elsewhere: they agree within parts of a per cent. */
    private static String ratio(Row row) {
        return "%s [%s, %s]"
                .formatted(
                        Numbers.fine(row.getDouble("ratio")),
                        Numbers.fine(row.getDouble("ratio_low")),
                        Numbers.fine(row.getDouble("ratio_high")));
    }
}
