package webarch.analysis;

/**
 * One metric of one subject under one number of clients, over the valid runs.
 *
 * @param estimate mean and interval over the runs that have the metric
 * @param runs valid runs
 * @param saturatedRuns those of them in which the server's CPUs were the limit
 */
public record Point(
        Subject subject, int connections, Estimate estimate, int runs, int saturatedRuns) {

    /** Whether capacity may be claimed from it: every run was limited by the server's CPUs. */
    public boolean saturated() {
        return runs > 0 && saturatedRuns == runs;
    }
}
