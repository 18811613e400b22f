package webarch.analysis;

import java.util.ArrayList;
import java.util.List;

/** Of warm servers that were loaded in alternation: each one's ratio to the first. */
final class ComparisonFigure {
    private ComparisonFigure() {}

    /**
     * @throws UsageException if there is no ratio
     */
    static Figure of(PairedCampaign campaign) {
        List<PairedRatios> levels =
                PairedRatios.of(campaign).stream()
                        .filter(level -> !level.ratios().isEmpty())
                        .toList();
        if (levels.isEmpty()) {
            throw new UsageException(
                    campaign.folder().resolve(PairedCampaign.FILE)
                            + ": no round in which two servers have a valid slice");
        }
        List<Part> parts = new ArrayList<>();
        for (PairedRatios level : levels) {
            if (levels.size() > 1) {
                parts.add(new Caption(level.connections() + " clients"));
            }
            parts.add(plot(level));
        }
        return new Figure(
                "comparison",
                "CPU per request relative to one server. " + campaign.line(),
                parts,
                Footer.of(
                        campaign,
                        "Paired ratios of warm servers loaded in alternation: mean over the launches of"
                                + " their median, with 95 % bootstrap interval. Right of the line:"
                                + " dearer than "
                                + levels.getLast().first().label()
                                + ". "
                                + Footer.hollow(campaign, "one of the two")));
    }

    private static DotPlot plot(PairedRatios level) {
        return new DotPlot(
                "CPU per request / that of " + level.first().label(),
                level.ratios().stream()
                        .map(
                                of ->
                                        new DotPlot.Dot(
                                                of.subject().label(),
                                                of.ratio(),
                                                LineStyle.ofServer(of.subject().server()),
                                                !of.saturated()))
                        .toList(),
                1,
                1);
    }
}
