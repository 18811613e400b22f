package webarch.analysis;

import picocli.CommandLine.Parameters;

/** Which campaigns a command is about. Filled in once, by the parser. */
public final class CampaignArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            defaultValue = "",
            description =
                    "A campaign's folder, or a folder of campaigns, of which the newest complete"
                            + " one of each plan counts. Default: data/campaigns, else the"
                            + " reference.")
    private String data;

    public CampaignCollection in(Campaigns campaigns) {
        return campaigns.find(data);
    }
}
