package webarch.analysis.claims;

import java.util.function.Predicate;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.Origin;
import webarch.analysis.PairedCampaign;

/**
 * What every row has to keep, as {@code data/SCHEMA.md} states it: a run, and of a comparison of
 * warm servers a slice, or what sums up the slices of a server.
 */
enum Rule {
    /** Of a valid run: requests = replies + errors. Of a slice: no request is left over. */
    OFFERED_ACCOUNTED_FOR,
    /** Of a valid run: no wrong status, no wrong body. Of a slice: no error of any kind. */
    RIGHT_REPLIES,
    /** Of a valid run: Little's law within 5 %. */
    LITTLES_LAW,
    /** With CPUs apart: saturated exactly where the server was busy and the load was not. */
    SATURATION,
    /**
     * Of any run: it is invalid exactly where it has a reason. Of a server that was compared: all
     * of its slices are there, and all of their errors.
     */
    INVALID_WITH_REASON,
    /** Of the three architectures: the same calls and bytes; not about runs. */
    SAME_SYSTEM_CALLS;

    private static final double LITTLE = 0.01;

    /** How many rows the rule is about, and how many of them break it. */
    record Tally(long rows, long broken) {
        static final Tally NONE = new Tally(0, 0);

        static Tally of(Table table, Predicate<Row> isAbout, Predicate<Row> isKept) {
            long rows = 0;
            long broken = 0;
            for (Row row : table) {
                if (isAbout.test(row)) {
                    rows++;
                    broken += isKept.test(row) ? 0 : 1;
                }
            }
            return new Tally(rows, broken);
        }
    }

    Tally tally(Origin campaign) {
        return campaign instanceof Campaign runs
                ? ofRuns(runs.runs())
                : ofSlices((PairedCampaign) campaign);
    }

    private Tally ofRuns(Table runs) {
        Predicate<Row> valid = run -> run.getBoolean("valid");
        return switch (this) {
            case OFFERED_ACCOUNTED_FOR ->
                    Tally.of(runs, valid, run -> unanswered(run) == run.getLong("errors"));
            case RIGHT_REPLIES ->
                    Tally.of(
                            runs,
                            valid,
                            run ->
                                    run.getLong("errors_status") == 0
                                            && run.getLong("errors_body") == 0);
            case LITTLES_LAW ->
                    Tally.of(
                            runs,
                            valid.and(run -> !run.isMissing("little_residual")),
                            run -> Math.abs(run.getDouble("little_residual")) <= LITTLE);
            case SATURATION ->
                    Tally.of(runs, valid.and(Rule::hasCpusApart), Rule::isSaturatedAsNamed);
            case INVALID_WITH_REASON ->
                    Tally.of(
                            runs,
                            _ -> true,
                            run ->
                                    run.getBoolean("valid")
                                            == run.getString("invalid_reason").isEmpty());
            case SAME_SYSTEM_CALLS -> Tally.NONE;
        };
    }

    /** The errors of a slice are those since the server's last one, so they may be more. */
    private Tally ofSlices(PairedCampaign campaign) {
        return switch (this) {
            case OFFERED_ACCOUNTED_FOR ->
                    Tally.of(
                            campaign.slices(),
                            _ -> true,
                            slice ->
                                    unanswered(slice) >= 0
                                            && unanswered(slice) <= slice.getLong("errors"));
            case RIGHT_REPLIES ->
                    Tally.of(campaign.slices(), _ -> true, slice -> slice.getLong("errors") == 0);
            case SATURATION ->
                    Tally.of(campaign.servers(), Rule::hasCpusApart, Rule::isSaturatedAsNamed);
            case INVALID_WITH_REASON ->
                    Tally.of(campaign.servers(), _ -> true, server -> isWhole(campaign, server));
            case LITTLES_LAW, SAME_SYSTEM_CALLS -> Tally.NONE;
        };
    }

    private static long unanswered(Row row) {
        return row.getLong("requests") - row.getLong("replies");
    }

    private static boolean hasCpusApart(Row row) {
        return !row.getString("topology").equals("colocated");
    }

    private static boolean isSaturatedAsNamed(Row row) {
        return row.getString("saturation").equals("saturated")
                == (row.getDouble("server_utilisation") >= Capacity.SERVER_BUSY
                        && row.getDouble("load_utilisation") < Capacity.LOAD_BUSY);
    }

    private static boolean isWhole(PairedCampaign campaign, Row server) {
        Table slices = campaign.slicesOf(server);
        long errors = slices.stream().mapToLong(slice -> slice.getLong("errors")).sum();
        return slices.rowCount() == server.getLong("launches") * server.getLong("rounds")
                && errors == server.getLong("errors");
    }
}
