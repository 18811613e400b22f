package webarch.analysis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.Row;

/** The runs of each configuration at that load at which it answers most. */
final class AtPeak {
    private AtPeak() {}

    /** The same campaign with these runs alone, under each condition for itself. */
    static Campaign of(Campaign campaign) {
        Set<String> runs = new HashSet<>();
        for (ConditionPart part : campaign.parts()) {
            runs.addAll(runs(part.campaign()));
        }
        return new Campaign(
                campaign.folder(),
                campaign.runs().where(campaign.runs().stringColumn("run_id").isIn(runs)));
    }

    private static Set<String> runs(Campaign campaign) {
        Axis axis = Axis.of(campaign);
        Map<Subject, Double> levels = new HashMap<>();
        for (Peak peak : Peak.of(campaign, List.of())) {
            levels.put(peak.point().subject().identity(), peak.point().level());
        }
        Set<String> runs = new HashSet<>();
        for (Row run : campaign.validRuns()) {
            Double level = levels.get(Subject.of(run).identity());
            if (level != null && level == axis.level(run)) {
                runs.add(run.getString("run_id"));
            }
        }
        return runs;
    }
}
