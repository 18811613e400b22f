package webarch.analysis.claims;

import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.PairedCampaign;

/**
 * Among slices of warm servers, which know neither the plan's names nor the number of CPUs. A
 * repetition is a round of a launch.
 */
record SliceSelector(PairedCampaign campaign, Side side) implements Selector {

    @Override
    public Table rows() {
        return campaign.validSlices();
    }

    @Override
    public boolean admits(Row slice) {
        return side.variant().isEmpty()
                && side.cpus() == Side.Cpus.ANY
                && slice.getString("server").equals(side.server())
                && (side.instance() == 0 || slice.getLong("instance") == side.instance());
    }

    @Override
    public String configuration(Row slice) {
        String options = slice.getString("options");
        long instance = slice.getLong("instance");
        return slice.getString("server")
                + (options.isEmpty() ? "" : " " + options)
                + (instance == 1 ? "" : " (" + instance + ")");
    }

    @Override
    public boolean saturated(Row slice) {
        return campaign.saturated(slice);
    }
}
