package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Median;
import tech.tablesaw.api.Row;

/**
 * What runs say, in sentences whose every number is computed: for the cell of a notebook that shows
 * the same as a figure or a table. Runs under unlike conditions have a line each.
 */
public final class Sentences {
    private Sentences() {}

    /** Whose peak is the highest, whether it is a capacity, and how far the next is from it. */
    public static String peak(Campaign campaign, Collection<String> servers) {
        return underEach(campaign, part -> peakOf(part, servers));
    }

    private static String peakOf(Campaign campaign, Collection<String> servers) {
        List<Point> peaks =
                Peak.of(campaign, servers).stream()
                        .map(Peak::point)
                        .sorted(
                                Comparator.comparingDouble(
                                        (Point point) -> -point.estimate().mean()))
                        .toList();
        if (peaks.isEmpty()) {
            throw none(campaign, Metric.REPLIES);
        }
        Point best = peaks.getFirst();
        String sentence =
                "%s has the highest peak, %s replies per second (%s)."
                        .formatted(
                                best.subject().label(),
                                text(best.estimate()),
                                level(Axis.of(campaign), best));
        if (peaks.size() > 1) {
            Subject next = peaks.get(1).subject();
            Estimate ratio = BlockRatios.of(campaign, Metric.REPLIES).ratio(next, best.subject());
            sentence += " The next is %s: %s.".formatted(next.label(), words(ratio));
        }
        if (peaks.stream().noneMatch(Point::saturated)) {
            return sentence + " No server was saturated at its peak: nothing here is a capacity.";
        }
        return best.saturated() ? sentence : sentence + " It is no capacity: not saturated.";
    }

    /** Which configuration is best and which last by a metric, each where it answers most. */
    public static String extremes(Campaign campaign, Collection<String> servers, Metric metric) {
        return underEach(campaign, part -> extremesOf(part, servers, metric));
    }

    private static String extremesOf(Campaign campaign, Collection<String> servers, Metric metric) {
        BlockRatios values = BlockRatios.of(campaign, metric);
        Comparator<Subject> ascending =
                Comparator.comparingDouble(subject -> values.mean(subject).mean());
        List<Subject> ranked =
                values.subjects().stream()
                        .filter(of -> servers.isEmpty() || servers.contains(of.server()))
                        .filter(of -> values.mean(of).n() > 0)
                        .sorted(metric.moreIsBetter() ? ascending.reversed() : ascending)
                        .toList();
        if (ranked.isEmpty()) {
            throw none(campaign, metric);
        }
        Subject best = ranked.getFirst();
        Subject last = ranked.getLast();
        String sentence =
                "%s: best of %d is %s, %s"
                        .formatted(
                                metric.label(),
                                ranked.size(),
                                best.label(),
                                text(values.mean(best)));
        return ranked.size() == 1
                ? sentence + "."
                : "%s; last is %s, %s: %s."
                        .formatted(
                                sentence,
                                last.label(),
                                text(values.mean(last)),
                                words(values.ratio(last, best)));
    }

    /** A metric of each configuration under the highest load of all. */
    public static String atHighestLoad(
            Campaign campaign, Collection<String> servers, Metric metric) {
        return underEach(campaign, part -> atHighestLoadOf(part, servers, metric));
    }

    private static String atHighestLoadOf(
            Campaign campaign, Collection<String> servers, Metric metric) {
        Axis axis = Axis.of(campaign);
        List<Point> points =
                Points.of(campaign, metric, servers, axis).stream()
                        .filter(point -> point.estimate().n() > 0)
                        .toList();
        double highest =
                points.stream()
                        .mapToDouble(Point::level)
                        .max()
                        .orElseThrow(() -> none(campaign, metric));
        return "%s: %s. %s: %s."
                .formatted(
                        axis.title(),
                        axis.tickOf(highest),
                        metric.label(),
                        points.stream()
                                .filter(point -> point.level() == highest)
                                .map(
                                        point ->
                                                point.subject().label()
                                                        + " "
                                                        + text(point.estimate()))
                                .collect(Collectors.joining(", ")));
    }

    /** What each server spends on a request, over what another one spends. */
    public static String comparison(Origin origin) {
        return origin instanceof PairedCampaign paired
                ? PairedRatios.of(paired).stream()
                        .map(Sentences::comparison)
                        .collect(Collectors.joining("\n"))
                : extremes((Campaign) origin, List.of(), Metric.CPU);
    }

    private static String comparison(PairedRatios level) {
        return "%d clients, CPU per request against that of %s: %s."
                .formatted(
                        level.connections(),
                        level.first().label(),
                        level.ratios().stream()
                                .map(of -> of.subject().label() + " " + words(of.ratio()))
                                .collect(Collectors.joining("; ")));
    }

    /** By how much sessions that arrive wait longer than clients that wait for replies. */
    public static String loops(Campaign campaign, Collection<String> servers, Metric metric) {
        List<String> sentences = new ArrayList<>();
        for (MatchedLoads of : MatchedLoads.of(campaign, metric)) {
            if (servers.isEmpty() || servers.contains(of.subject().server())) {
                of.highest()
                        .ifPresent(
                                match ->
                                        sentences.add(
                                                "%s at %s replies per second: %s where sessions arrive, %s in a closed loop, a ratio of %s."
                                                        .formatted(
                                                                of.subject().label(),
                                                                Numbers.rounded(
                                                                        match.repliesPerSecond()),
                                                                Numbers.rounded(match.open()),
                                                                Numbers.rounded(match.closed()),
                                                                text(match.ratio()))));
            }
        }
        if (sentences.isEmpty()) {
            throw none(campaign, metric);
        }
        return metric.label() + ". " + String.join("\n", sentences);
    }

    /** Where a metric of the valid runs lies. */
    public static String range(Campaign campaign, Metric metric) {
        List<Double> values = new ArrayList<>();
        for (Row run : campaign.validRuns()) {
            double value = metric.value(run);
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            throw none(campaign, metric);
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return "%s of %d valid runs: from %s to %s, the median is %s."
                .formatted(
                        metric.label(),
                        sorted.length,
                        any(sorted[0]),
                        any(sorted[sorted.length - 1]),
                        any(Median.withDefaults().evaluate(sorted)));
    }

    /** How many runs count, and of how many of them capacity may be claimed. */
    public static String valid(Collection<Campaign> campaigns) {
        int runs = 0;
        int valid = 0;
        int saturated = 0;
        for (Campaign campaign : campaigns) {
            runs += campaign.runs().rowCount();
            for (Row run : campaign.validRuns()) {
                valid++;
                saturated += run.getString("saturation").equals("saturated") ? 1 : 0;
            }
        }
        return "%d of %d runs are valid, and in %d of these the server's CPUs were the limit."
                .formatted(valid, runs, saturated);
    }

    private static String underEach(Campaign campaign, Function<Campaign, String> sentence) {
        return campaign.parts().stream()
                .map(
                        part ->
                                part.condition().isEmpty()
                                        ? sentence.apply(part.campaign())
                                        : part.condition() + ": " + sentence.apply(part.campaign()))
                .collect(Collectors.joining("\n"));
    }

    private static String level(Axis axis, Point point) {
        return axis.title().toLowerCase(Locale.ROOT) + ": " + axis.tickOf(point.level());
    }

    private static String words(Estimate ratio) {
        return ratio.hasInterval() ? PairedSummary.words(ratio) : "too few runs to say";
    }

    private static String text(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }

    /** A residual is so small that three digits before the point say nothing. */
    private static String any(double value) {
        return Math.abs(value) < 1 ? Numbers.fine(value) : Numbers.rounded(value);
    }

    private static UsageException none(Campaign campaign, Metric metric) {
        return new UsageException(
                "%s: no valid run has %s"
                        .formatted(campaign.folder().resolve(Campaign.FILE), metric.label()));
    }
}
