package webarch.analysis;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a collection has of a plan, which may be nothing: then a notebook says so and goes on.
 *
 * @param plan the plan asked for
 * @param campaign of that plan, if there is one
 */
public record PlanData<T extends Origin>(String plan, Optional<T> campaign) {

    /** Of the first plan that one of the campaigns is of; else of the first plan, nothing. */
    static <T extends Origin> PlanData<T> of(List<T> campaigns, List<String> plans) {
        for (String plan : plans) {
            for (T campaign : campaigns) {
                if (campaign.plan().equals(plan)) {
                    return new PlanData<>(plan, Optional.of(campaign));
                }
            }
        }
        return new PlanData<>(plans.getFirst(), Optional.empty());
    }

    boolean isEmpty() {
        return campaign.isEmpty();
    }

    /** What {@code view} makes of the campaign; else why there is nothing to show. */
    public Object show(Function<? super T, ?> view) {
        if (campaign.isEmpty()) {
            return line();
        }
        try {
            return view.apply(campaign.get());
        } catch (UsageException e) {
            return "not shown: " + e.within(campaign.get().folder());
        }
    }

    /**
     * Prints what is to be said of the campaign. Where that is nothing, what the same cell shows
     * says why.
     */
    public void say(Function<? super T, String> sentence) {
        try {
            campaign.map(sentence).ifPresent(System.out::println);
        } catch (UsageException _) {
            // Said by what is shown.
        }
    }

    /** The campaign's line, or that there is none. */
    public String line() {
        return campaign.map(Origin::line).orElseGet(() -> "not shown: " + gap());
    }

    /** How to get a campaign. */
    public String gap() {
        return "plan %s has no campaign; make reproduce measures it".formatted(plan);
    }
}
