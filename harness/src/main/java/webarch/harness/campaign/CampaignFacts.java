package webarch.harness.campaign;

import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;

/**
 * What all runs of a campaign share.
 *
 * @param campaign name of the folder
 * @param plannedRuns number of runs of the plan at this scale
 * @param machine one line that tells machines apart
 * @param workload its name
 * @param workloadSha256 of the request log
 */
record CampaignFacts(
        String campaign,
        Plan plan,
        Scale scale,
        int plannedRuns,
        Placement placement,
        String machine,
        String workload,
        String workloadSha256) {}
