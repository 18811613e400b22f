package webarch.analysis.claims;

import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.CpuList;

/**
 * Among runs. A repetition is a block.
 *
 * @param rows the valid ones
 * @param mostCpus that the server had in a run of the campaign, valid or not, so that it is the
 *     same number for both sides
 */
record RunSelector(Campaign campaign, Side side, Table rows, double mostCpus) implements Selector {

    static RunSelector of(Campaign campaign, Side side) {
        return new RunSelector(
                campaign,
                side,
                campaign.validRuns(),
                campaign.runs().stream()
                        .mapToDouble(RunSelector::cpus)
                        .filter(cpus -> !Double.isNaN(cpus))
                        .max()
                        .orElse(0));
    }

    @Override
    public boolean admits(Row run) {
        return (side.server().isEmpty() || run.getString("server").equals(side.server()))
                && (side.variant().isEmpty() || run.getString("variant").equals(side.variant()))
                && (side.cpus() == Side.Cpus.ANY || hasMostCpus(run));
    }

    private boolean hasMostCpus(Row run) {
        return mostCpus > 1 && cpus(run) == mostCpus;
    }

    private static double cpus(Row run) {
        return CpuList.count(run.getString("server_cpus"));
    }

    @Override
    public String configuration(Row run) {
        String variant = run.getString("variant");
        String options = run.getString("options");
        return options.isEmpty() ? variant : variant + " " + options;
    }

    @Override
    public boolean saturated(Row run) {
        return run.getString("saturation").equals("saturated");
    }
}
