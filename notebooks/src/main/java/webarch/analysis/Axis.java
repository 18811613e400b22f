package webarch.analysis;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;

/**
 * What grows to the right in a figure of lines: a column of {@code runs.csv}, and how it is drawn.
 *
 * @param column whose value places a run
 * @param title of the axis, with the unit
 * @param unit multiplies the column's value
 * @param form of the axis
 */
public record Axis(String column, String title, double unit, Form form) {
    /** Doublings stand at equal distances, or equal differences do. */
    public enum Form {
        DOUBLINGS,
        LINEAR
    }

    private static final double ROUNDING = 1e-9;

    public static final Axis CLIENTS =
            new Axis("connections", "Number of clients", 1, Form.DOUBLINGS);
    public static final Axis SESSION_RATE =
            new Axis("session_rate", "Sessions that arrive per second", 1, Form.LINEAR);
    public static final Axis OFFERED_SHARE =
            new Axis("offered_share", "Offered load (% of the server's peak)", 100, Form.LINEAR);
    public static final Axis CPUS =
            new Axis("server_cpus", "CPUs of the server", 1, Form.DOUBLINGS);

    /**
     * Requests offered per second, the paper's axis: the rate of sessions times the requests that a
     * session makes. Unknown where in no run every session that arrived began.
     */
    static Optional<Axis> requestRate(Campaign campaign) {
        double requests = 0;
        double sessions = 0;
        for (Row run : campaign.validRuns()) {
            if (!run.isMissing("sessions") && run.getLong("sessions_not_begun") == 0) {
                requests += run.getLong("requests");
                sessions += run.getLong("sessions");
            }
        }
        return sessions == 0
                ? Optional.empty()
                : Optional.of(
                        new Axis(
                                SESSION_RATE.column,
                                "Requests offered per second",
                                requests / sessions,
                                Form.LINEAR));
    }

    /**
     * What the runs of a campaign were loaded with: shares of the peak, rates of sessions, or
     * clients.
     */
    public static Axis of(Campaign campaign) {
        return Stream.of(OFFERED_SHARE, SESSION_RATE)
                .filter(axis -> has(campaign, axis.column))
                .findFirst()
                .orElse(CLIENTS);
    }

    /** The same, but where sessions arrive the requests that are offered: the paper's axis. */
    static Axis ofRequests(Campaign campaign) {
        Axis axis = of(campaign);
        return axis.equals(CLIENTS) ? axis : requestRate(campaign).orElse(axis);
    }

    /** Whether the runs have values in this column. */
    static boolean has(Campaign campaign, String column) {
        return campaign.runs().columnNames().contains(column)
                && campaign.runs().column(column).countMissing() < campaign.runs().rowCount();
    }

    /**
     * Whom a run is of. Over the number of CPUs the options that follow it are the same subject's.
     */
    Subject subject(Row run) {
        Subject subject = Subject.of(run);
        return column.equals(CPUS.column)
                ? new Subject(subject.server(), subject.variant(), "", "")
                : subject;
    }

    /** Where a run stands, NaN if nowhere. */
    public double level(Row run) {
        if (column.equals(CPUS.column)) {
            return CpuList.count(run.getString(column));
        }
        return run.isMissing(column) ? Double.NaN : unit * run.getNumber(column);
    }

    /** At how many places the campaign's valid runs stand. */
    long levels(Campaign campaign) {
        return campaign.validRuns().stream()
                .mapToDouble(this::level)
                .filter(level -> !Double.isNaN(level))
                .distinct()
                .count();
    }

    double position(double level) {
        return form == Form.DOUBLINGS ? Math.log(level) / Math.log(2) : level;
    }

    /** A level as text. */
    public String tickOf(double level) {
        return form == Form.LINEAR
                ? Numbers.rounded(level)
                : String.format(Locale.ROOT, "%.0f", level);
    }

    /** Text of the tick at a position; empty between whole numbers. */
    String tick(double position) {
        if (Math.abs(position - Math.rint(position)) > ROUNDING) {
            return "";
        }
        return form == Form.LINEAR
                ? String.format(Locale.ROOT, "%,.0f", position)
                : String.format(Locale.ROOT, "%.0f", Math.pow(2, Math.rint(position)));
    }
}
