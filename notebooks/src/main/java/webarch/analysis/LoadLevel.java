package webarch.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What the servers of a comparison all had to do, and to do it with.
 *
 * @param cpus of the server
 * @param connections clients, or the most there may be
 * @param sessionRate sessions that arrive per second; NaN for a closed loop
 */
public record LoadLevel(int cpus, long connections, double sessionRate)
        implements Comparable<LoadLevel> {

    static LoadLevel of(Row row) {
        return new LoadLevel(
                (int) CpuList.count(row.getString("server_cpus")),
                row.getLong("connections"),
                row.isMissing("session_rate") ? Double.NaN : row.getDouble("session_rate"));
    }

    /** The levels in a table: by CPUs, then rates of sessions before closed loops. */
    static List<LoadLevel> in(Table table) {
        TreeSet<LoadLevel> levels = new TreeSet<>();
        table.forEach(row -> levels.add(of(row)));
        return List.copyOf(levels);
    }

    /** Whether requests come at a rate, whether or not the server keeps up. */
    public boolean isFixedRate() {
        return !Double.isNaN(sessionRate);
    }

    /** The same load on another number of CPUs. */
    boolean sameLoad(LoadLevel other) {
        return connections == other.connections
                && Double.compare(sessionRate, other.sessionRate) == 0;
    }

    /** For people; one CPU goes without saying. */
    public String label() {
        String load =
                isFixedRate()
                        ? String.format(Locale.ROOT, "%.0f sessions/s", sessionRate)
                        : String.format(Locale.ROOT, "%d clients, closed loop", connections);
        return cpus > 1 ? load + ", " + cpus + " CPUs" : load;
    }

    /** The same for names of files. */
    String fileName() {
        String load =
                isFixedRate()
                        ? String.format(Locale.ROOT, "rate-%.0f", sessionRate)
                        : "clients-" + connections;
        return cpus > 1 ? load + "-cpus-" + cpus : load;
    }

    @Override
    public int compareTo(LoadLevel other) {
        return Comparator.comparingInt(LoadLevel::cpus)
                .thenComparingDouble(LoadLevel::sessionRate)
                .thenComparingLong(LoadLevel::connections)
                .compare(this, other);
    }
}
