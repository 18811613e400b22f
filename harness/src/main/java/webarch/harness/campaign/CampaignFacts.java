package webarch.harness.campaign;

import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;
import webarch.harness.workload.RequestLog;

/**
 * What all runs of a campaign share.
 *
 * @param campaign name of the folder
 * @param plannedRuns number of runs of the plan at this scale
 * @param machine one line that tells machines apart
 * @param workload its name
 * @param workloadSha256 of the request log
 */
public record CampaignFacts(
        String campaign,
        Plan plan,
        Scale scale,
        int plannedRuns,
        Placement placement,
        String machine,
        String workload,
        String workloadSha256) {

    /** The same for runs with these requests and so many of the server's CPUs; 0 for all. */
    CampaignFacts of(RequestLog requests, int serverCpus) {
        return new CampaignFacts(
                campaign,
                plan,
                scale,
                plannedRuns,
                placement.withServerCpus(serverCpus),
                machine,
                requests.name(),
                requests.sha256());
    }
}
