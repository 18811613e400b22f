package webarch.analysis.claims;

import tech.tablesaw.api.Row;
import webarch.analysis.Campaign;

/** What every run has to keep, as {@code data/SCHEMA.md} states it. */
enum Rule {
    /** Of a valid run: requests = replies + errors. */
    OFFERED_ACCOUNTED_FOR,
    /** Of a valid run: no wrong status, no wrong body. */
    RIGHT_REPLIES,
    /** Of a valid run: Little's law within 5 %. */
    LITTLES_LAW,
    /** Of a pinned run: saturated exactly where the server was busy and the load was not. */
    SATURATION,
    /** Of any run: it is invalid exactly where it has a reason. */
    INVALID_WITH_REASON,
    /** Of the three architectures: the same calls and bytes; not about runs. */
    SAME_SYSTEM_CALLS;

    private static final double LITTLE = 0.05;
    private static final double SERVER_BUSY = 0.97;
    private static final double LOAD_BUSY = 0.90;

    /** How many runs the rule is about, and how many of them break it. */
    record Tally(long rows, long broken) {}

    Tally tally(Campaign campaign) {
        long rows = 0;
        long broken = 0;
        for (Row run : campaign.runs()) {
            if (isAbout(run)) {
                rows++;
                broken += keeps(run) ? 0 : 1;
            }
        }
        return new Tally(rows, broken);
    }

    private boolean isAbout(Row run) {
        boolean valid = run.getBoolean("valid");
        return switch (this) {
            case OFFERED_ACCOUNTED_FOR, RIGHT_REPLIES -> valid;
            case LITTLES_LAW -> valid && !run.isMissing("little_residual");
            case SATURATION -> valid && !run.getString("topology").equals("colocated");
            case INVALID_WITH_REASON -> true;
            case SAME_SYSTEM_CALLS -> false;
        };
    }

    private boolean keeps(Row run) {
        return switch (this) {
            case OFFERED_ACCOUNTED_FOR ->
                    run.getLong("requests") == run.getLong("replies") + run.getLong("errors");
            case RIGHT_REPLIES ->
                    run.getLong("errors_status") == 0 && run.getLong("errors_body") == 0;
            case LITTLES_LAW -> Math.abs(run.getDouble("little_residual")) <= LITTLE;
            case SATURATION ->
                    run.getString("saturation").equals("saturated")
                            == (run.getDouble("server_utilisation") >= SERVER_BUSY
                                    && run.getDouble("load_utilisation") < LOAD_BUSY);
            case INVALID_WITH_REASON ->
                    run.getBoolean("valid") == run.getString("invalid_reason").isEmpty();
            case SAME_SYSTEM_CALLS -> true;
        };
    }
}
