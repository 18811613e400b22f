package webarch.analysis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Origin;
import webarch.analysis.Provenance;

/**
 * How long a campaign was expected to take, and how long it took; a dash where that is not known.
 *
 * @param plan its plan, or that it is the sum of those of which both are known
 */
public record PlannedTime(String plan, String expected, String took, String ratio) {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** One for each campaign, and their sum. */
    static List<PlannedTime> of(CampaignCollection campaigns) {
        List<PlannedTime> times = new ArrayList<>();
        double expected = 0;
        double took = 0;
        for (Origin campaign : campaigns.campaigns()) {
            Provenance of = Provenance.of(campaign);
            times.add(of(campaign.plan(), of.forecastSeconds(), of.elapsedSeconds()));
            if (!Double.isNaN(of.forecastSeconds() + of.elapsedSeconds())) {
                expected += of.forecastSeconds();
                took += of.elapsedSeconds();
            }
        }
        if (expected > 0) {
            times.add(of("all of which both are known", expected, took));
        }
        return times;
    }

    private static PlannedTime of(String plan, double expected, double took) {
        return new PlannedTime(
                plan,
                clock(expected),
                clock(took),
                Double.isNaN(took / expected)
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", took / expected));
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    static String clock(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        long all = Math.round(seconds);
        return all < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", all / MINUTE, all % MINUTE)
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", all / HOUR, all % HOUR / MINUTE, all % MINUTE);
    }
}
