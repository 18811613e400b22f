package webarch.analysis.claims;

import webarch.analysis.CampaignCollection;

/** The number that decides a claim. */
interface Statistic {
    /**
     * Computes it.
     *
     * @param plan the claim's plan
     */
    Evidence of(CampaignCollection campaigns, String plan);
}
