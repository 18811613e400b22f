package webarch.analysis.claims;

import java.util.Comparator;
import tech.tablesaw.api.Row;

/**
 * What was measured at the same time on both sides of a comparison.
 *
 * @param group block of runs, or launch of warm servers: groups are independent
 * @param member round within a launch, or 0
 */
record Repetition(long group, long member) implements Comparable<Repetition> {

    /** Of a run or of a slice. */
    static Repetition of(Row row) {
        return row.columnNames().contains("launch")
                ? new Repetition(row.getLong("launch"), row.getLong("round"))
                : new Repetition(row.getLong("block"), 0);
    }

    @Override
    public int compareTo(Repetition other) {
        return Comparator.comparingLong(Repetition::group)
                .thenComparingLong(Repetition::member)
                .compare(this, other);
    }
}
