package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tech.tablesaw.api.Row;

/**
 * What each configuration has of a metric where it answers most, over what another one has, runs of
 * the same block being compared.
 *
 * @param campaign runs under one condition
 * @param metric that is compared
 * @param values by subject, as it is shown beside the others, and block
 */
public record BlockRatios(
        Campaign campaign, Metric metric, Map<Subject, Map<Long, Double>> values) {

    /** Of runs under one condition. */
    public static BlockRatios of(Campaign campaign, Metric metric) {
        Axis axis = Axis.of(campaign);
        Map<Subject, Map<Long, Double>> values = new TreeMap<>();
        for (Peak peak : Peak.of(campaign, List.of())) {
            Map<Long, Double> blocks = new TreeMap<>();
            for (Row run : campaign.validRuns()) {
                if (Subject.of(run).identity().equals(peak.point().subject().identity())
                        && axis.level(run) == peak.point().level()
                        && !Double.isNaN(metric.value(run))) {
                    blocks.put(run.getLong("block"), metric.value(run));
                }
            }
            values.put(peak.point().subject(), blocks);
        }
        return new BlockRatios(campaign, metric, values);
    }

    /** The subjects, in order. */
    public List<Subject> subjects() {
        return List.copyOf(values.keySet());
    }

    /** The first configuration of a server or of this name, if it took part. */
    public Optional<Subject> find(String variant) {
        return values.keySet().stream()
                .filter(
                        subject ->
                                subject.variant().equals(variant)
                                        || subject.server().equals(variant))
                .findFirst();
    }

    /** The mean over the blocks. */
    public Estimate mean(Subject subject) {
        return Bootstrap.STANDARD.mean(
                values.get(subject).values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** One over the other, of the blocks that have both. */
    public Estimate ratio(Subject of, Subject to) {
        List<Double> logarithms = new ArrayList<>();
        values.get(of)
                .forEach(
                        (block, value) -> {
                            Double other = values.get(to).get(block);
                            if (other != null) {
                                logarithms.add(Math.log(value / other));
                            }
                        });
        return Bootstrap.STANDARD.ratio(
                logarithms.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
