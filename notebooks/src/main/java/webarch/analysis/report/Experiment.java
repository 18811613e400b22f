package webarch.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Figure;
import webarch.analysis.Origin;
import webarch.analysis.Provenance;

/**
 * A plan with its figures, each beside that of the reference.
 *
 * @param plan its name, which is also the name of its section
 * @param description what the plan says of itself, empty where that is not known
 * @param here the line of the campaign here, null where there is none
 * @param there the line of the reference's, null where there is none
 * @param first the figures that tell most
 * @param others the rest
 * @param notes why there is no figure
 */
public record Experiment(
        String plan,
        String description,
        String here,
        String there,
        List<Pair> first,
        List<Pair> others,
        List<String> notes) {

    /** What tells most of a plan; of the others it is the first figure that there is. */
    private static final Map<String, List<String>> FIRST =
            Map.of(
                    "throughput", List.of("throughput", "cpu-per-request"),
                    "offered-load", List.of("cpu-per-request"),
                    "open-closed", List.of("open-closed-latency-mean-us"),
                    "disk", List.of("ranking-replies-per-s"),
                    "zero-copy", List.of("best"),
                    "peers", List.of("best"),
                    "workloads", List.of("best"),
                    "cpus", List.of("cpus"));

    /**
     * The same figure of both; null where one has it not.
     *
     * @param name of the figure
     */
    public record Pair(String name, Picture here, Picture there) {}

    /**
     * A figure.
     *
     * @param svg an element that is safe to embed
     * @param notes what stands below it, a paragraph each
     */
    public record Picture(String svg, List<String> notes) {
        static Picture of(Figure figure) {
            return new Picture(figure.withoutFooter().svg(), figure.footer());
        }
    }

    /** One for each plan that has a campaign here or in the reference. */
    static List<Experiment> of(CampaignCollection here, CampaignCollection there) {
        Set<String> plans = new TreeSet<>();
        here.campaigns().forEach(campaign -> plans.add(campaign.plan()));
        there.campaigns().forEach(campaign -> plans.add(campaign.plan()));
        return plans.stream()
                .map(plan -> of(plan, here.either(plan).campaign(), there.either(plan).campaign()))
                .toList();
    }

    private static Experiment of(String plan, Optional<Origin> here, Optional<Origin> there) {
        List<String> notes = new ArrayList<>();
        Map<String, Figure> mine = DrawnFigures.of("here", here, notes);
        Map<String, Figure> shipped = DrawnFigures.of("reference", there, notes);
        Set<String> names = new LinkedHashSet<>(mine.keySet());
        names.addAll(shipped.keySet());
        List<String> first = first(plan, names);
        List<Pair> shown = new ArrayList<>();
        List<Pair> others = new ArrayList<>();
        for (String name : names) {
            Pair pair = new Pair(name, picture(mine.get(name)), picture(shipped.get(name)));
            (first.contains(name) ? shown : others).add(pair);
        }
        return new Experiment(
                plan,
                here.or(() -> there)
                        .flatMap(campaign -> Provenance.of(campaign).description())
                        .orElse(""),
                here.map(Origin::line).orElse(null),
                there.map(Origin::line).orElse(null),
                shown,
                others,
                notes);
    }

    private static List<String> first(String plan, Set<String> names) {
        List<String> wanted = FIRST.getOrDefault(plan, List.of());
        return names.stream().anyMatch(wanted::contains)
                ? wanted
                : names.stream().limit(1).toList();
    }

    private static Picture picture(Figure figure) {
        return figure == null ? null : Picture.of(figure);
    }
}
