package webarch.analysis.claims;

import java.util.Comparator;
import tech.tablesaw.api.Row;
import webarch.analysis.Numbers;

/**
 * How much was asked of a server.
 *
 * @param rate sessions that arrive per second, 0 in a closed loop
 * @param connections clients, or the most there may be
 */
record Load(double rate, long connections) implements Comparable<Load> {
    private static final String RATE = "session_rate";

    /** Of a run, or of a slice, which is always of a closed loop. */
    static Load of(Row row) {
        boolean arrive = row.columnNames().contains(RATE) && !row.isMissing(RATE);
        return new Load(arrive ? row.getDouble(RATE) : 0, row.getLong("connections"));
    }

    @Override
    public int compareTo(Load other) {
        return Comparator.comparingDouble(Load::rate)
                .thenComparingLong(Load::connections)
                .compare(this, other);
    }

    String label() {
        return rate == 0
                ? "at " + connections + " clients"
                : "at " + Numbers.rounded(rate) + " sessions/s";
    }
}
