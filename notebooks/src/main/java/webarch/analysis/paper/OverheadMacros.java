package webarch.analysis.paper;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Counts;
import webarch.analysis.Difference;
import webarch.analysis.Estimate;
import webarch.analysis.Profiles;
import webarch.analysis.UsageException;

/**
 * Where the CPU time goes at the peak: {@code overhead/SERVER/sum} and its parts, what a server
 * spends beyond µserver, and whether the profiles add up.
 */
final class OverheadMacros {
    private static final String BASE = "userver";
    private static final int LARGEST = 4;
    private static final List<String> COUNTERS =
            List.of("calls_all", "calls_epoll_wait", "calls_futex", "context_switches");

    private OverheadMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns
                .plan("overhead")
                .campaign()
                .filter(campaign -> !Profiles.of(campaign).isEmpty())
                .ifPresent(campaign -> put(campaign, macros));
    }

    private static void put(Campaign campaign, Macros macros) {
        Profiles profiles = Profiles.atPeak(campaign);
        macros.text("profiles", campaign.name());
        macros.text("profiles/load", profiles.level().label());
        checks(profiles, macros);
        List<String> variants = profiles.soundVariants();
        variants.forEach(variant -> cost(profiles, variant, macros));
        if (variants.contains(BASE)) {
            variants.stream()
                    .filter(variant -> !variant.equals(BASE))
                    .forEach(variant -> difference(profiles, variant, macros));
        }
        counts(profiles, macros);
    }

    private static void checks(Profiles profiles, Macros macros) {
        Table checks = profiles.checks();
        Table sound = checks.where(checks.booleanColumn("sound").isTrue());
        macros.count("profiles/all", checks.rowCount());
        macros.count("profiles/sound", sound.rowCount());
        if (!sound.isEmpty()) {
            macros.percent("profiles/coverage/low", sound.doubleColumn("coverage").min());
            macros.percent("profiles/coverage/high", sound.doubleColumn("coverage").max());
            macros.percent("profiles/unclassified", sound.doubleColumn("unclassified_share").max());
        }
    }

    private static void cost(Profiles profiles, String variant, Macros macros) {
        Map<String, Double> categories = new LinkedHashMap<>();
        Map<String, Double> groups = new LinkedHashMap<>();
        double receiver = 0;
        for (Map.Entry<String, String> category : profiles.categories().entrySet()) {
            double cost = profiles.cost(variant, category.getKey()).mean();
            categories.put(category.getKey(), cost);
            groups.merge(category.getValue(), cost, Double::sum);
            receiver += profiles.receiverCost(variant, category.getKey()).mean();
        }
        double sum = categories.values().stream().mapToDouble(Double::doubleValue).sum();
        String name = "overhead/" + variant;
        macros.number(name + "/sum", sum);
        macros.number(name + "/receiver", receiver);
        groups.forEach((group, cost) -> macros.percent(name + "/" + group, cost / sum));
        macros.tex(
                name + "/largest",
                largest(categories)
                        .map(
                                entry ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s (%s)",
                                                Tex.of(entry.getKey()),
                                                Macros.rounded(entry.getValue())))
                        .collect(Collectors.joining(", ")));
    }

    private static void difference(Profiles profiles, String variant, Macros macros) {
        Difference difference = new Difference(profiles, variant, BASE);
        Map<String, Double> steps = new LinkedHashMap<>();
        for (String category : profiles.categories().keySet()) {
            Estimate step = difference.of(category);
            if (step.n() > 0) {
                steps.put(category, step.mean());
            }
        }
        String name = "overhead/" + variant + "/beyond";
        macros.estimate(name, difference.total());
        macros.tex(
                name + "/steps",
                largest(steps)
                        .map(
                                entry ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s ($%+.2f$)",
                                                Tex.of(entry.getKey()),
                                                entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static java.util.stream.Stream<Map.Entry<String, Double>> largest(
            Map<String, Double> values) {
        return values.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -Math.abs(entry.getValue())))
                .limit(LARGEST);
    }

    /** How often things happen, where they were counted under the same load. */
    private static void counts(Profiles profiles, Macros macros) {
        try {
            Counts counts = Counts.at(profiles);
            for (String variant : counts.variants()) {
                for (String counter : COUNTERS) {
                    macros.estimate(
                            "count/" + variant + "/" + counter.replace('_', '-'),
                            counts.perRequest(variant, counter));
                }
            }
            macros.text("counts", profiles.campaign().name());
        } catch (UsageException _) {
            // The campaign has none: the text says so.
        }
    }
}
