package webarch.analysis;

/**
 * A column of {@code runs.csv} to look at, and how an axis names it.
 *
 * @param column its name
 * @param label for an axis, with the unit
 */
public record Metric(String column, String label) {
    public static final Metric REPLIES = new Metric("replies_per_s", "Replies per second");
    public static final Metric THROUGHPUT = new Metric("throughput_mbps", "Throughput (Mbit/s)");
    public static final Metric CPU =
            new Metric("cpu_us_per_request", "Server CPU per request (µs)");
    public static final Metric SERVER_UTILISATION =
            new Metric("server_utilisation", "Server CPU utilisation (0..1)");
    public static final Metric LOAD_UTILISATION =
            new Metric("load_utilisation", "Load generator CPU utilisation (0..1)");

    /**
     * Any number in {@code runs.csv}; a column without a label of its own is named as it is.
     *
     * @throws UsageException if there is no such column or it holds no numbers
     */
    public static Metric of(String column) {
        for (Metric known : new Metric[] {REPLIES, THROUGHPUT, CPU}) {
            if (known.column.equals(column)) {
                return known;
            }
        }
        return Schema.RUNS.stream()
                .filter(field -> field.name().equals(column))
                .filter(field -> field.kind().numeric())
                .map(field -> new Metric(column, column))
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "metric '"
                                                + column
                                                + "': no such column of numbers in runs.csv;"
                                                + " data/SCHEMA.md lists them"));
    }
}
