package webarch.analysis;

import java.util.stream.Stream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A number of each run to look at, and how an axis names it.
 *
 * @param column of {@code runs.csv}
 * @param per the column it is divided by, empty for none
 * @param label for an axis, with the unit
 */
public record Metric(String column, String per, String label) {
    public static final Metric REPLIES = new Metric("replies_per_s", "", "Replies per second");
    public static final Metric THROUGHPUT =
            new Metric("throughput_mbps", "", "Throughput (Mbit/s)");
    public static final Metric CPU = new Metric("cpu_us_per_request", "", "CPU per request (µs)");
    public static final Metric SERVER_UTILISATION =
            new Metric("server_utilisation", "", "Server utilisation (0..1)");
    public static final Metric LOAD_UTILISATION =
            new Metric("load_utilisation", "", "Load utilisation (0..1)");
    public static final Metric LATENCY =
            new Metric("latency_mean_us", "", "Mean response time (µs)");
    public static final Metric RESPONSE =
            new Metric("response_mean_us", "", "Mean response time (µs)");
    public static final Metric LATENCY_TAIL =
            new Metric("latency_p99_us", "", "99th percentile (µs)");
    public static final Metric RESPONSE_TAIL =
            new Metric("response_p99_us", "", "99th percentile (µs)");
    public static final Metric WOULD_BLOCK =
            new Metric("would_block", "requests", "EAGAIN per request");
    public static final Metric EVENTS = new Metric("events", "wakeups", "Events per wake-up");
    public static final Metric WAKEUPS = new Metric("wakeups", "requests", "Wake-ups per request");

    /**
     * Any number in {@code runs.csv}, or {@code COLUMN/COLUMN}; what has no label of its own is
     * named as it is.
     *
     * @throws UsageException if there is no such column or it holds no numbers
     */
    public static Metric of(String text) {
        for (Metric known : new Metric[] {REPLIES, THROUGHPUT, CPU, LATENCY, RESPONSE}) {
            if (known.column.equals(text)) {
                return known;
            }
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? new Metric(numeric(text), "", text)
                : new Metric(
                        numeric(text.substring(0, slash)),
                        numeric(text.substring(slash + 1)),
                        text);
    }

    /** The name itself, if a column of numbers has it. */
    private static String numeric(String column) {
        return Schema.RUNS.stream()
                .filter(field -> field.kind().numeric())
                .map(Schema.Field::name)
                .filter(column::equals)
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "metric '"
                                                + column
                                                + "': no such column of numbers in runs.csv;"
                                                + " data/SCHEMA.md lists them"));
    }

    /** Whether a larger value is a better one: of rates. */
    public boolean moreIsBetter() {
        return equals(REPLIES) || equals(THROUGHPUT);
    }

    /** Whether a run of the campaign has it. */
    boolean isMeasuredIn(Campaign campaign) {
        return campaign.validRuns().stream().anyMatch(run -> !Double.isNaN(value(run)));
    }

    /** Whether a table has the columns that it is made of. */
    public boolean isOf(Table table) {
        return Stream.of(column, per)
                .filter(name -> !name.isEmpty())
                .allMatch(table.columnNames()::contains);
    }

    /** A name for a file. */
    String fileName() {
        return (per.isEmpty() ? column : column + "-per-" + per).replace('_', '-');
    }

    /** Its value in a run, NaN if it was not measured or is undefined. */
    public double value(Row run) {
        if (Stream.of(column, per).filter(name -> !name.isEmpty()).anyMatch(run::isMissing)) {
            return Double.NaN;
        }
        double value = run.getNumber(column);
        if (per.isEmpty()) {
            return value;
        }
        double divisor = run.getNumber(per);
        return divisor == 0 ? Double.NaN : value / divisor;
    }
}
