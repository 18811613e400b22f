package webarch.analysis;

import picocli.CommandLine.Parameters;

/** Which campaign a command is about. Filled in once, by the parser. */
final class CampaignArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATA",
            defaultValue = "",
            description =
                    "A campaign's folder. Default: the newest complete campaign, else the"
                            + " reference.")
    private String data;

    Campaign in(Campaigns campaigns) {
        return campaigns.find(data);
    }
}
