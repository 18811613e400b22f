package webarch.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * The runs of one campaign, valid and invalid, in the order of execution.
 *
 * @param folder where its CSVs are
 * @param runs {@code runs.csv}, typed by the schema
 */
public record Campaign(Path folder, Table runs) implements Origin {
    static final String FILE = "runs.csv";
    private static final String OBSERVATION = "observation";

    /** Reads the campaign in {@code folder}. */
    public static Campaign read(Path folder) {
        return new Campaign(folder, CsvFile.read(folder.resolve(FILE), Schema.RUNS));
    }

    /** Only the runs whose {@code column} holds {@code value}, which is empty for a missing one. */
    public Campaign where(String column, String value) {
        return selected(column, value, true);
    }

    /** Only the runs whose {@code column} does not hold {@code value}. */
    Campaign without(String column, String value) {
        return selected(column, value, false);
    }

    private Campaign selected(String column, String value, boolean holding) {
        Column<?> cells = runs.column(column);
        int[] rows =
                IntStream.range(0, runs.rowCount())
                        .filter(row -> Conditions.text(cells, row).equals(value) == holding)
                        .toArray();
        return new Campaign(folder, runs.where(Selection.with(rows)));
    }

    /** The different values of a column, sorted; empty for a missing one. */
    public List<String> values(String column) {
        return Conditions.values(runs, column);
    }

    /**
     * Only the runs that count: every figure, table and interval of throughput is made from these.
     * An observed run, with a profiler or a tracer beside it, never counts.
     */
    public Table validRuns() {
        Table valid = runs.where(runs.booleanColumn("valid").isTrue());
        return valid.columnNames().contains(OBSERVATION)
                ? valid.where(valid.stringColumn(OBSERVATION).isMissing())
                : valid;
    }

    /** The runs by the conditions that may not be pooled, at least one part. */
    public List<ConditionPart> parts() {
        return ConditionPart.of(this);
    }

    @Override
    public String name() {
        return single("campaign");
    }

    @Override
    public String plan() {
        return single("plan");
    }

    @Override
    public String machine() {
        return single("machine");
    }

    @Override
    public String scale() {
        return single("scale");
    }

    @Override
    public String workload() {
        return String.join(", ", values("workload"));
    }

    @Override
    public String topology() {
        boolean siblings = runs.booleanColumn("siblings").any();
        return single("topology") + (siblings ? " on two hyperthreads of one core" : "");
    }

    /**
     * What is missing from the campaign, empty if it is complete: if it has as many rows as runs
     * were planned, each of a run of its own.
     */
    @Override
    public Optional<String> missing() {
        if (runs.isEmpty()) {
            return Optional.of("no runs yet");
        }
        long planned = runs.longColumn("planned_runs").get(0);
        int ran = runs.stringColumn("run_id").countUnique();
        if (ran < runs.rowCount()) {
            return Optional.of("%d rows of %d runs".formatted(runs.rowCount(), ran));
        }
        return ran == planned
                ? Optional.empty()
                : Optional.of("%d of %d planned runs".formatted(ran, planned));
    }

    /** The one value of a column of text in all runs. */
    private String single(String column) {
        List<String> values = values(column);
        if (values.size() > 1) {
            throw new UsageException(
                    "%s: runs of more than one %s (%s), which are never pooled; select one with where(\"%s\", …)"
                            .formatted(
                                    folder.resolve(FILE),
                                    column,
                                    String.join(", ", values),
                                    column));
        }
        return values.getFirst();
    }
}
