package webarch.analysis.claims;

import java.util.function.Predicate;
import tech.tablesaw.api.Row;
import webarch.analysis.Campaign;

/** What every run has to keep, as {@code data/SCHEMA.md} states it. */
enum Rule {
    /** Of a valid run: requests = replies + errors. */
    OFFERED_ACCOUNTED_FOR(
            Rule::valid,
            run -> run.getLong("requests") == run.getLong("replies") + run.getLong("errors")),
    /** Of a valid run: no wrong status, no wrong body. */
    RIGHT_REPLIES(
            Rule::valid,
            run -> run.getLong("errors_status") == 0 && run.getLong("errors_body") == 0),
    /** Of a valid run: Little's law within 5 %. */
    LITTLES_LAW(
            run -> valid(run) && !run.isMissing("little_residual"),
            run -> Math.abs(run.getDouble("little_residual")) <= 0.05),
    /** Of a pinned run: saturated exactly where the server was busy and the load was not. */
    SATURATION(
            run -> valid(run) && !run.getString("topology").equals("colocated"),
            run ->
                    run.getString("saturation").equals("saturated")
                            == (run.getDouble("server_utilisation") >= 0.97
                                    && run.getDouble("load_utilisation") < 0.90)),
    /** Of any run: it is invalid exactly where it has a reason. */
    INVALID_WITH_REASON(
            _ -> true, run -> run.getBoolean("valid") == run.getString("invalid_reason").isEmpty()),
    /** Of the three architectures: the same calls and bytes; not about runs. */
    SAME_SYSTEM_CALLS(_ -> false, _ -> true);

    private final Predicate<Row> about;
    private final Predicate<Row> kept;

    Rule(Predicate<Row> about, Predicate<Row> kept) {
        this.about = about;
        this.kept = kept;
    }

    /** How many runs the rule is about, and how many of them break it. */
    record Tally(long rows, long broken) {}

    Tally tally(Campaign campaign) {
        long rows = 0;
        long broken = 0;
        for (Row run : campaign.runs()) {
            if (about.test(run)) {
                rows++;
                broken += kept.test(run) ? 0 : 1;
            }
        }
        return new Tally(rows, broken);
    }

    String unit() {
        return "runs";
    }

    private static boolean valid(Row run) {
        return run.getBoolean("valid");
    }
}
