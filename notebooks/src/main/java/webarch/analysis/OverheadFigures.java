package webarch.analysis;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of where CPU time goes. */
public final class OverheadFigures {
    /** Smaller steps of a waterfall, over the largest, are one step together. */
    private static final double SMALL = 0.04;

    private static final Color REST = new Color(0x9A9A9A);
    private static final Color SUM = new Color(0x333333);

    private OverheadFigures() {}

    /** Every figure of a campaign with profiles. */
    static List<Figure> all(Campaign campaign) {
        List<Figure> figures = new ArrayList<>();
        for (Profiles profiles : Profiles.of(campaign)) {
            List<String> variants = profiles.soundVariants();
            if (variants.isEmpty()) {
                continue;
            }
            figures.add(breakdown(profiles, List.of()));
            for (String other : variants.subList(1, variants.size())) {
                figures.add(difference(new Difference(profiles, other, variants.getFirst())));
            }
        }
        return List.copyOf(figures);
    }

    /** A stacked bar of CPU time per request for each server. */
    public static Figure breakdown(Profiles profiles, Collection<String> variants) {
        List<String> shown = new ArrayList<>(profiles.soundVariants());
        if (!variants.isEmpty()) {
            shown.retainAll(variants);
        }
        Map<String, Color> colours = CategoryColours.of(profiles.categories());
        List<StackedBars.Bar> bars = new ArrayList<>();
        for (String variant : shown) {
            Map<String, Double> values = new LinkedHashMap<>();
            for (String category : colours.keySet()) {
                double cost = profiles.cost(variant, category).mean();
                values.put(category, Double.isNaN(cost) ? 0 : cost);
            }
            bars.add(new StackedBars.Bar(label(variant), values, profiles.cost(variant)));
        }
        colours.keySet()
                .removeIf(name -> bars.stream().allMatch(bar -> bar.values().get(name) <= 0));
        return new Figure(
                "breakdown-" + profiles.level().fileName(),
                "CPU time per request by category, "
                        + profiles.level().label()
                        + ". "
                        + profiles.campaign().line(),
                List.of(
                        new Caption(profiles.level().label()),
                        new StackedBars(bars, colours, "Server CPU per request (µs)")),
                Footer.of(profiles.campaign(), reading(profiles)));
    }

    /** From the cost of the second server to that of the first, category by category. */
    public static Figure difference(Profiles profiles, List<String> pair) {
        return difference(profiles.difference(pair));
    }

    /** From the cost of B to that of A, category by category. */
    public static Figure difference(Difference difference) {
        Profiles profiles = difference.profiles();
        Map<String, Color> colours = CategoryColours.of(profiles.categories());
        List<Waterfall.Step> steps = new ArrayList<>();
        for (String category : profiles.categories().keySet()) {
            steps.add(new Waterfall.Step(category, difference.of(category), colours.get(category)));
        }
        String names = label(difference.a()) + " minus " + label(difference.b());
        Waterfall waterfall =
                new Waterfall(
                        largestFirst(steps),
                        new Waterfall.Step("sum", difference.total(), SUM),
                        "Difference of server CPU per request (µs)");
        return new Figure(
                String.join(
                        "-",
                        "difference",
                        difference.a(),
                        difference.b(),
                        profiles.level().fileName()),
                "CPU time per request, " + names + ", by category. " + profiles.campaign().line(),
                List.of(new Caption(names + ", " + profiles.level().label()), waterfall),
                Footer.of(
                        profiles.campaign(),
                        String.format(
                                Locale.ROOT,
                                "%s costs %.1f µs, %s %.1f µs. Each row begins where the one above"
                                        + " ends. Lines: 95 %% bootstrap intervals of the mean"
                                        + " difference of profiles of the same block.",
                                label(difference.a()),
                                profiles.cost(difference.a()).mean(),
                                label(difference.b()),
                                profiles.cost(difference.b()).mean())));
    }

    private static String label(String variant) {
        return new Subject(variant, variant, "", "").label();
    }

    /** By size; what is small is added up, without an interval. */
    private static List<Waterfall.Step> largestFirst(List<Waterfall.Step> all) {
        Comparator<Waterfall.Step> bySize =
                Comparator.comparingDouble(step -> -Math.abs(step.change().mean()));
        List<Waterfall.Step> sorted = all.stream().sorted(bySize).toList();
        double least = SMALL * Math.abs(sorted.getFirst().change().mean());
        List<Waterfall.Step> shown =
                new ArrayList<>(
                        sorted.stream()
                                .filter(step -> Math.abs(step.change().mean()) >= least)
                                .toList());
        double rest =
                sorted.stream()
                        .filter(step -> Math.abs(step.change().mean()) < least)
                        .mapToDouble(step -> step.change().mean())
                        .sum();
        shown.add(
                new Waterfall.Step(
                        "all others", new Estimate(0, rest, Double.NaN, Double.NaN), REST));
        return shown;
    }

    private static String reading(Profiles profiles) {
        long sound = profiles.checks().booleanColumn("sound").countTrue();
        long all = profiles.checks().rowCount();
        List<String> unsound = new ArrayList<>(profiles.variants());
        unsound.removeAll(profiles.soundVariants());
        return "Means of the "
                + sound
                + " profiles that add up to what the kernel billed, of "
                + all
                + ". Numbers in segments and behind bars in µs; lines: 95 % bootstrap intervals of the sum."
                + (unsound.isEmpty()
                        ? ""
                        : " None is sound of " + String.join(", ", unsound) + ".");
    }
}
