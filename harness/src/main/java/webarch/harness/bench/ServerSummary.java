package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Saturation;

/**
 * One server over all its slices: medians, but for errors, which are counted.
 *
 * @param ratio of its CPU time per request to that of the server it is compared to
 * @param idleUtilisation CPU time of the other servers in its turns, per CPU of the servers
 */
record ServerSummary(
        String server,
        double cpuMicrosPerRequest,
        HierarchicalBootstrap.Interval ratio,
        double repliesPerSecond,
        double serverUtilisation,
        double loadUtilisation,
        double idleUtilisation,
        double stealShare,
        long errors,
        Saturation saturation) {

    static ServerSummary of(
            String server,
            String against,
            List<Slice> slices,
            Placement placement,
            HierarchicalBootstrap bootstrap) {
        List<Slice> own = of(server, slices);
        int cpus = placement.serverCpus().size();
        double busy = median(own, slice -> slice.serverCpuSeconds() / slice.seconds() / cpus);
        double load =
                median(
                        own,
                        slice ->
                                slice.loadCpuSeconds()
                                        / slice.seconds()
                                        / placement.loadCpus().size());
        return new ServerSummary(
                server,
                median(own, Slice::cpuMicrosPerRequest),
                bootstrap.of(logRatios(own, of(against, slices))).exp(),
                median(own, Slice::repliesPerSecond),
                busy,
                load,
                median(own, slice -> slice.idleCpuSeconds() / slice.seconds() / cpus),
                median(own, Slice::stealShare),
                own.stream().mapToLong(Slice::errors).sum(),
                Saturation.of(placement.topology(), busy, load));
    }

    private static List<Slice> of(String server, List<Slice> slices) {
        return slices.stream().filter(slice -> slice.server().equals(server)).toList();
    }

    /** By launch and round, in which both had their turn. */
    private static double[][] logRatios(List<Slice> own, List<Slice> others) {
        Map<Integer, List<Double>> byLaunch = new TreeMap<>();
        for (int i = 0; i < own.size(); i++) {
            byLaunch.computeIfAbsent(own.get(i).launch(), _ -> new ArrayList<>())
                    .add(logRatio(own.get(i), others.get(i)));
        }
        return byLaunch.values().stream()
                .map(rounds -> rounds.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static double logRatio(Slice slice, Slice other) {
        return Math.log(slice.cpuMicrosPerRequest() / other.cpuMicrosPerRequest());
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return Median.withDefaults().evaluate(slices.stream().mapToDouble(value).toArray());
    }
}
