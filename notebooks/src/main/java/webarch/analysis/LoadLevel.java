package webarch.analysis;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What the servers of a comparison were all loaded with.
 *
 * @param connections clients, or the most there may be
 * @param sessionRate sessions that arrive per second; NaN for a closed loop
 */
public record LoadLevel(long connections, double sessionRate) implements Comparable<LoadLevel> {

    static LoadLevel of(Row row) {
        return new LoadLevel(
                row.getLong("connections"),
                row.isMissing("session_rate") ? Double.NaN : row.getDouble("session_rate"));
    }

    /** The levels in a table, rates of sessions before closed loops. */
    static List<LoadLevel> in(Table table) {
        TreeSet<LoadLevel> levels = new TreeSet<>();
        table.forEach(row -> levels.add(of(row)));
        return List.copyOf(levels);
    }

    /** Whether requests come at a rate, whether or not the server keeps up. */
    public boolean isFixedRate() {
        return !Double.isNaN(sessionRate);
    }

    /** For people. */
    public String label() {
        return isFixedRate()
                ? String.format(Locale.ROOT, "%.0f sessions/s", sessionRate)
                : String.format(Locale.ROOT, "%d clients, closed loop", connections);
    }

    @Override
    public int compareTo(LoadLevel other) {
        int byRate = Double.compare(sessionRate, other.sessionRate);
        return byRate != 0 ? byRate : Long.compare(connections, other.connections);
    }
}
