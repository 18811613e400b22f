package webarch.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What profiles say, in sentences whose every number is computed. */
public final class OverheadSentences {
    private OverheadSentences() {}

    /**
     * What a request costs each server, and its dearest category.
     *
     * @param variants by the plan's names; empty for all
     */
    public static String dearest(Profiles profiles, Collection<String> variants) {
        List<String> sentences =
                profiles.soundVariants().stream()
                        .filter(variant -> variants.isEmpty() || variants.contains(variant))
                        .map(variant -> dearest(profiles, variant))
                        .toList();
        if (sentences.isEmpty()) {
            throw new UsageException(
                    profiles.campaign().folder().resolve(Profiles.FILE) + ": no sound profile");
        }
        return profiles.level().label() + ". " + String.join("\n", sentences);
    }

    private static String dearest(Profiles profiles, String variant) {
        String category =
                profiles.categories().keySet().stream()
                        .max(
                                Comparator.comparingDouble(
                                        of -> orZero(profiles.cost(variant, of).mean())))
                        .orElseThrow();
        Estimate cost = profiles.cost(variant, category);
        Estimate all = profiles.cost(variant);
        return "%s: %s µs a request, %s of them in %s, %s."
                .formatted(
                        variant,
                        text(all),
                        Numbers.percent(cost.mean() / all.mean()),
                        category,
                        text(cost));
    }

    /** What the first of two configurations spends more than the second, and where most of it. */
    public static String difference(Profiles profiles, List<String> pair) {
        Difference difference = profiles.difference(pair);
        String category =
                profiles.categories().keySet().stream()
                        .max(
                                Comparator.comparingDouble(
                                        of -> Math.abs(orZero(difference.of(of).mean()))))
                        .orElseThrow();
        return "%s minus %s: %s µs a request; they differ most in %s, %s."
                .formatted(
                        difference.a(),
                        difference.b(),
                        text(difference.total()),
                        category,
                        text(difference.of(category)));
    }

    /** When a difference is explained, and how many are. */
    public static String closes(Campaign campaign) {
        Map<Gap.Closes, Long> answers =
                Attribution.againstFirst(campaign).stream()
                        .collect(Collectors.groupingBy(Gap::closes, Collectors.counting()));
        return String.format(
                Locale.ROOT,
                "A difference closes if its residual, interval and all, is at most %.0f%% of it:"
                        + " %d do, %d do not, %d are undecided.",
                100 * Gap.MOST_UNEXPLAINED,
                answers.getOrDefault(Gap.Closes.YES, 0L),
                answers.getOrDefault(Gap.Closes.NO, 0L),
                answers.getOrDefault(Gap.Closes.UNDECIDED, 0L));
    }

    /** A category that no profile of a server has costs it nothing. */
    private static double orZero(double cost) {
        return Double.isNaN(cost) ? 0 : cost;
    }

    private static String text(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }
}
