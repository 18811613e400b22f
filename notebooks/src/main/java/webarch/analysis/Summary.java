package webarch.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A campaign on one terminal page: ASCII, at most 80 columns and 40 lines. */
public final class Summary {
    static final int LINES = 40;
    private static final int REFERENCE_LOAD = 64;
    private static final int MOST_REASONS = 8;
    private static final int LABEL = 16;
    private static final String ROW = "%-16s %-24s %7s %5s %9s %6s %6s";

    private Summary() {}

    public static String of(Campaign campaign) {
        List<String> page = new ArrayList<>(PlainText.wrap(campaign.line(), ""));
        page.add("");
        page.add(
                ROW.formatted(
                        "server", "best replies/s", "clients", "sat.", "us/req", "server", "load"));
        page.add(
                ROW.formatted(
                        "", "mean [95% interval]", "", "", "@" + REFERENCE_LOAD, "CPU", "CPU"));
        List<String> rows = rows(campaign);
        List<String> notes = notes(campaign);
        int room = LINES - page.size() - notes.size() - 1;
        if (rows.size() > room) {
            int left = rows.size() - room + 1;
            rows = new ArrayList<>(rows.subList(0, room - 1));
            rows.add("... and " + left + " more; throughput.csv has them all");
        }
        page.addAll(rows);
        page.add("");
        page.addAll(notes);
        return String.join("\n", page.stream().map(PlainText::ascii).toList());
    }

    private static List<String> rows(Campaign campaign) {
        List<Point> cpu = Points.of(campaign, Metric.CPU);
        List<Point> server = Points.of(campaign, Metric.SERVER_UTILISATION);
        List<Point> load = Points.of(campaign, Metric.LOAD_UTILISATION);
        List<String> rows = new ArrayList<>();
        for (Peak peak : Peak.of(campaign, List.of())) {
            Subject subject = peak.point().subject();
            int clients = peak.point().connections();
            Estimate best = peak.point().estimate();
            rows.add(
                    ROW.formatted(
                            shortened(subject.plainLabel(), LABEL),
                            Numbers.estimate(best.mean(), best.low(), best.high()),
                            clients,
                            peak.isCapacity() ? "yes" : "no",
                            Numbers.rounded(mean(cpu, subject, REFERENCE_LOAD)),
                            Numbers.percent(mean(server, subject, clients)),
                            Numbers.percent(mean(load, subject, clients))));
        }
        return rows;
    }

    private static List<String> notes(Campaign campaign) {
        List<String> notes = new ArrayList<>();
        notes.addAll(
                PlainText.wrap(
                        "sat.: whether the server's CPUs were the limit in every run there; only"
                                + " then is the best a capacity. server and load CPU: utilisation"
                                + " at the best.",
                        ""));
        campaign.missing().ifPresent(missing -> notes.add("INCOMPLETE: " + missing));
        int invalid = InvalidRuns.count(campaign);
        notes.add(
                "%d runs, %d valid, %d invalid%s"
                        .formatted(
                                campaign.runs().rowCount(),
                                campaign.runs().rowCount() - invalid,
                                invalid,
                                invalid == 0 ? "" : ":"));
        InvalidRuns.byReason(campaign).entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_REASONS)
                .forEach(
                        reason ->
                                notes.add(
                                        shortened(
                                                "%5d  %s"
                                                        .formatted(
                                                                reason.getValue(), reason.getKey()),
                                                PlainText.COLUMNS)));
        return notes;
    }

    private static double mean(List<Point> points, Subject subject, int connections) {
        return points.stream()
                .filter(point -> point.subject().equals(subject))
                .filter(point -> point.connections() == connections)
                .mapToDouble(point -> point.estimate().mean())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }
}
