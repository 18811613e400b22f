package webarch.harness.paired;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Saturation;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.Outcomes;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/**
 * One server over all its valid slices: medians, NaN where there is none. Errors are counted over
 * all slices.
 *
 * @param ratio of its CPU time per request to that of the server it is compared to
 * @param floor the C loop that sends the same bytes in the same way, if it takes part
 * @param floorRatio of its CPU time per request to that of the C loop; NaN without one
 * @param errorKinds those that this process has seen, for people: {@code 6 reset, 5 closed}
 * @param headBytes mean head of its replies; NaN when that could not be told
 * @param idleUtilisation CPU time of the other servers in its turns, per CPU of the servers
 * @param invalidSlices turns that do not count, those included that did not take place
 */
public record ServerSummary(
        Contender subject,
        double cpuMicrosPerRequest,
        HierarchicalBootstrap.Interval ratio,
        Optional<Contender> floor,
        HierarchicalBootstrap.Interval floorRatio,
        double repliesPerSecond,
        double serverUtilisation,
        double loadUtilisation,
        double idleUtilisation,
        double stealShare,
        long errors,
        long invalidSlices,
        String errorKinds,
        double headBytes,
        Saturation saturation) {

    private static final HierarchicalBootstrap.Interval NONE =
            new HierarchicalBootstrap.Interval(Double.NaN, Double.NaN, Double.NaN);

    static ServerSummary of(
            Contender subject,
            Subjects subjects,
            List<Slice> slices,
            Map<ErrorKind, Long> errors,
            double headBytes,
            Placement placement,
            HierarchicalBootstrap bootstrap) {
        List<Slice> all = of(subject, slices);
        List<Slice> own = all.stream().filter(Slice::isValid).toList();
        Optional<Contender> floor = subjects.floorOf(subject);
        int cpus = placement.serverCpus().size();
        double busy = median(own, slice -> slice.serverCpuSeconds() / slice.seconds() / cpus);
        double load =
                median(
                        own,
                        slice ->
                                slice.loadCpuSeconds()
                                        / slice.seconds()
                                        / placement.loadCpuCount());
        return new ServerSummary(
                subject,
                median(own, Slice::cpuMicrosPerRequest),
                ratio(own, of(subjects.against(), slices), bootstrap),
                floor,
                floor.map(loop -> ratio(own, of(loop, slices), bootstrap)).orElse(NONE),
                median(own, Slice::repliesPerSecond),
                busy,
                load,
                median(own, slice -> slice.idleCpuSeconds() / slice.seconds() / cpus),
                median(own, Slice::stealShare),
                all.stream().mapToLong(Slice::errors).sum(),
                all.size() - own.size(),
                kinds(errors),
                headBytes,
                Saturation.of(placement.topology(), busy, load));
    }

    private static String kinds(Map<ErrorKind, Long> errors) {
        return errors.isEmpty() ? "" : new Outcomes(0, errors).errorsByKind();
    }

    /** The server's unique name. */
    public String server() {
        return subject.name();
    }

    /** Whether there is anything to say of it. */
    public boolean hasValidSlices() {
        return !Double.isNaN(cpuMicrosPerRequest);
    }

    private static List<Slice> of(Contender subject, List<Slice> slices) {
        return slices.stream().filter(slice -> slice.server().equals(subject.name())).toList();
    }

    private static HierarchicalBootstrap.Interval ratio(
            List<Slice> own, List<Slice> others, HierarchicalBootstrap bootstrap) {
        double[][] ratios = LogRatios.of(own, others);
        return ratios.length == 0 ? NONE : bootstrap.of(ratios).exp();
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
        // NaN for none.
        return Median.withDefaults().evaluate(slices.stream().mapToDouble(value).toArray());
    }
}
