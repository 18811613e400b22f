package webarch.analysis;

/**
 * One metric of one subject at one level of an axis, over the valid runs.
 *
 * @param level on the axis, for example a number of clients
 * @param estimate mean and interval over the runs that have the metric
 * @param runs valid runs
 * @param saturatedRuns those of them in which the server's CPUs were the limit
 */
public record Point(Subject subject, double level, Estimate estimate, int runs, int saturatedRuns) {

    /** Whether capacity may be claimed from it: every run was limited by the server's CPUs. */
    public boolean saturated() {
        return runs > 0 && saturatedRuns == runs;
    }

    /** The level on the axis of clients. */
    public int connections() {
        return Math.toIntExact(Math.round(level));
    }
}
