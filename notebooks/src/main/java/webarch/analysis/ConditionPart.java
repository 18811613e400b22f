package webarch.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of a campaign under one and the same conditions, which alone may be pooled.
 *
 * @param condition what tells them from the campaign's other runs; empty where nothing does
 * @param campaign with these runs alone
 */
public record ConditionPart(String condition, Campaign campaign) {

    /** The parts of a campaign, closed loops before open ones. */
    static List<ConditionPart> of(Campaign campaign) {
        List<ConditionPart> parts = List.of(new ConditionPart("", campaign));
        if (campaign.values(Axis.SESSION_RATE.column()).size() > 1
                && campaign.values(Axis.SESSION_RATE.column()).contains("")) {
            parts =
                    List.of(
                            new ConditionPart(
                                    "closed loop", campaign.where(Axis.SESSION_RATE.column(), "")),
                            new ConditionPart(
                                    "sessions arrive",
                                    campaign.without(Axis.SESSION_RATE.column(), "")));
        }
        for (String column : Conditions.SEPARATE) {
            List<ConditionPart> finer = new ArrayList<>();
            parts.forEach(part -> finer.addAll(part.by(column)));
            parts = finer;
        }
        return List.copyOf(parts);
    }

    private List<ConditionPart> by(String column) {
        if (!campaign.runs().columnNames().contains(column)
                || campaign.values(column).size() == 1) {
            return List.of(this);
        }
        return campaign.values(column).stream()
                .map(value -> new ConditionPart(and(column, value), campaign.where(column, value)))
                .toList();
    }

    private String and(String column, String value) {
        String own = column.replace('_', ' ') + " " + (value.isEmpty() ? "not set" : value);
        return condition.isEmpty() ? own : condition + ", " + own;
    }
}
