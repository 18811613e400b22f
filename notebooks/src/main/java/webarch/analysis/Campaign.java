package webarch.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * The runs of one campaign, valid and invalid, in the order of execution.
 *
 * @param folder where its CSVs are
 * @param runs {@code runs.csv}, typed by the schema
 */
public record Campaign(Path folder, Table runs) {

    /** Reads the campaign in {@code folder}. */
    public static Campaign read(Path folder) {
        return new Campaign(folder, RunsFile.read(folder.resolve("runs.csv")));
    }

    /** Only the runs whose {@code column} (of text) holds {@code value}. */
    public Campaign where(String column, String value) {
        return new Campaign(folder, runs.where(runs.stringColumn(column).isEqualTo(value)));
    }

    /** Only the runs that count: every figure, table and interval is made from these. */
    public Table validRuns() {
        return runs.where(runs.booleanColumn("valid").isTrue());
    }

    public String name() {
        return single("campaign");
    }

    public String machine() {
        return single("machine");
    }

    public String scale() {
        return single("scale");
    }

    public String workload() {
        return single("workload");
    }

    /** {@code pinned} or {@code colocated}; hyperthreads of one core are not two CPUs, so named. */
    public String topology() {
        boolean siblings = runs.booleanColumn("siblings").any();
        return single("topology") + (siblings ? " on two hyperthreads of one core" : "");
    }

    /** Whether the runs are too few or too short to conclude from: any SCALE below full. */
    public boolean preliminary() {
        return !scale().equals("full");
    }

    /** One line: campaign, machine, topology and SCALE. */
    public String line() {
        return "campaign %s; machine %s; topology %s; SCALE %s%s"
                .formatted(
                        name(),
                        machine(),
                        topology(),
                        scale(),
                        preliminary() ? " (PRELIMINARY)" : "");
    }

    /**
     * What is missing from the campaign, empty if it is complete: if it has as many rows as runs
     * were planned, each of a run of its own.
     */
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

    private String single(String column) {
        List<String> values = runs.stringColumn(column).unique().asList();
        if (values.size() > 1) {
            throw new UsageException(
                    "%s: runs of more than one %s (%s), which are never pooled; select one with where(\"%s\", …)"
                            .formatted(
                                    folder.resolve("runs.csv"),
                                    column,
                                    String.join(", ", values.stream().sorted().toList()),
                                    column));
        }
        return values.getFirst();
    }
}
