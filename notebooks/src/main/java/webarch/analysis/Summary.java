package webarch.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A campaign on one terminal page: ASCII, at most 80 columns and 40 lines. */
public final class Summary {
    static final int LINES = 40;
    private static final List<String> EVERYONE = List.of();
    private static final int MOST_REASONS = 8;
    private static final int LABEL = 16;
    private static final String ROW = "%-16s %-24s %7s %5s %9s %6s %6s";

    private Summary() {}

    public static String of(Campaign campaign) {
        List<String> page = new ArrayList<>(PlainText.wrap(campaign.line(), ""));
        page.add("");
        page.add(
                ROW.formatted(
                        "server", "best replies/s", "at", "sat.", "us/req", "server", "load"));
        page.add(ROW.formatted("", "mean [95% interval]", loads(campaign), "", "", "CPU", "CPU"));
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
        List<String> rows = new ArrayList<>();
        for (ConditionPart part : campaign.parts()) {
            if (!part.condition().isEmpty()) {
                rows.add(shortened(part.condition(), PlainText.COLUMNS));
            }
            rows.addAll(rowsUnderOneCondition(part.campaign()));
        }
        return rows;
    }

    private static List<String> rowsUnderOneCondition(Campaign campaign) {
        Axis axis = Axis.of(campaign);
        List<Point> cpu = Points.of(campaign, Metric.CPU, EVERYONE, axis);
        List<Point> server = Points.of(campaign, Metric.SERVER_UTILISATION, EVERYONE, axis);
        List<Point> load = Points.of(campaign, Metric.LOAD_UTILISATION, EVERYONE, axis);
        List<String> rows = new ArrayList<>();
        for (Peak peak : Peak.of(campaign, EVERYONE)) {
            Subject subject = peak.point().subject();
            double level = peak.point().level();
            Estimate best = peak.point().estimate();
            rows.add(
                    ROW.formatted(
                            shortened(subject.plainLabel(), LABEL),
                            Numbers.estimate(best.mean(), best.low(), best.high()),
                            axis.tickOf(level),
                            peak.isCapacity() ? "yes" : "no",
                            Numbers.rounded(mean(cpu, subject, level)),
                            Numbers.percent(mean(server, subject, level)),
                            Numbers.percent(mean(load, subject, level))));
        }
        return rows;
    }

    private static List<String> notes(Campaign campaign) {
        List<String> notes = new ArrayList<>();
        notes.addAll(
                PlainText.wrap(
                        "sat.: whether the server's CPUs were the limit in every run there; only"
                                + " then is the best a capacity. us/req, server and load CPU: there.",
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

    /** What the best is at: clients, sessions per second, or per cent of the peak. */
    private static String loads(Campaign campaign) {
        boolean clients =
                campaign.parts().stream()
                        .allMatch(part -> Axis.of(part.campaign()).equals(Axis.CLIENTS));
        return clients ? "clients" : "load";
    }

    private static double mean(List<Point> points, Subject subject, double level) {
        return points.stream()
                .filter(point -> point.subject().equals(subject))
                .filter(point -> point.level() == level)
                .mapToDouble(point -> point.estimate().mean())
                .findFirst()
                .orElse(Double.NaN);
    }

    static String shortened(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }
}
