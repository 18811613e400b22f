package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison of warm servers on one terminal page, with what it says in words: ASCII. */
final class PairedSummary {
    private static final String ROW = "%-20s %7s  %-18s %s";
    private static final int LABEL = 20;

    private PairedSummary() {}

    static String of(PairedCampaign campaign) {
        List<String> page = new ArrayList<>(PlainText.wrap(campaign.line(), ""));
        campaign.missing().ifPresent(missing -> page.add("INCOMPLETE: " + missing));
        for (PairedRatios level : PairedRatios.of(campaign)) {
            page.add("");
            page.addAll(level(campaign, level));
        }
        page.add("");
        page.addAll(validity(campaign));
        page.addAll(
                PlainText.wrap(
                        "us/req: CPU time of the server per request, its median. Ratio: to the"
                                + " first server in the same round, with its 95% interval over the"
                                + " launches. Where the CPU is the limit, half the CPU per request"
                                + " is twice the capacity.",
                        ""));
        return String.join("\n", page.stream().map(PlainText::ascii).toList());
    }

    private static List<String> validity(PairedCampaign campaign) {
        int invalid = InvalidSlices.count(campaign);
        int all = campaign.slices().rowCount();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d slices, %d valid, %d invalid%s"
                        .formatted(all, all - invalid, invalid, invalid == 0 ? "" : ":"));
        InvalidSlices.byReason(campaign)
                .forEach(
                        (reason, count) ->
                                lines.add(
                                        Summary.shortened(
                                                "%5d  %s".formatted(count, reason),
                                                PlainText.COLUMNS)));
        return lines;
    }

    private static List<String> level(PairedCampaign campaign, PairedRatios level) {
        List<String> lines = new ArrayList<>();
        lines.add(level.connections() + " clients of each server, loaded in alternation");
        lines.add(ROW.formatted("server", "us/req", "ratio", "in words"));
        lines.add(row(level.first(), campaign, level, "1", "what others are compared to"));
        for (PairedRatios.Of of : level.ratios()) {
            Estimate ratio = of.ratio();
            lines.add(
                    row(
                            of.subject(),
                            campaign,
                            level,
                            Numbers.estimate(ratio.mean(), ratio.low(), ratio.high()),
                            words(ratio)));
        }
        return lines;
    }

    private static String row(
            Subject subject,
            PairedCampaign campaign,
            PairedRatios level,
            String ratio,
            String words) {
        return ROW.formatted(
                Summary.shortened(subject.plainLabel(), LABEL),
                Numbers.rounded(cost(campaign, level.connections(), subject)),
                ratio,
                words);
    }

    private static double cost(PairedCampaign campaign, long connections, Subject subject) {
        return campaign.server(connections, subject)
                .map(server -> server.getDouble(Metric.CPU.column()))
                .orElse(Double.NaN);
    }

    /** What an interval says, and what it leaves open. */
    static String words(Estimate ratio) {
        if (!ratio.hasInterval()) {
            return "too few launches to say";
        }
        if (ratio.low() > 1) {
            return percent(ratio.low() - 1, ratio.high() - 1) + " more";
        }
        if (ratio.high() < 1) {
            return percent(1 - ratio.high(), 1 - ratio.low()) + " less";
        }
        return String.format(
                Locale.ROOT,
                "no difference seen (-%.0f to +%.0f%%)",
                100 * (1 - ratio.low()),
                100 * (ratio.high() - 1));
    }

    private static String percent(double least, double most) {
        return String.format(Locale.ROOT, "%.1f to %.1f%%", 100 * least, 100 * most);
    }
}
