package webarch.analysis;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Campaigns that are judged together, and so must be of one topology unless the user says else. */
public final class ComparableArgument {
    @Mixin private CampaignArgument argument;

    @Option(names = "--any-topology", description = "Accept campaigns of unlike topologies.")
    private boolean anyTopology;

    /** Those asked for. */
    public CampaignCollection in(Campaigns all) {
        CampaignCollection collection = argument.in(all);
        if (!anyTopology) {
            collection.requireOneTopology();
        }
        return collection;
    }
}
