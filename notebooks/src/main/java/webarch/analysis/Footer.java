package webarch.analysis;

import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;

/** The lines below a figure: whether it is preliminary, how to read it, and where it comes from. */
final class Footer {
    static final String PRELIMINARY = "PRELIMINARY";

    private Footer() {}

    /** Below lines through points, some of which may be hollow. */
    static List<String> ofPoints(Origin origin, List<Point> points) {
        return of(origin, reading(points) + " " + hollow(origin));
    }

    /**
     * Below anything else.
     *
     * @param reading what the marks mean
     */
    static List<String> of(Origin origin, String reading) {
        List<String> footer = new ArrayList<>();
        if (origin.preliminary()) {
            footer.add(PRELIMINARY + " (SCALE " + origin.scale() + ")");
        }
        footer.add(reading);
        footer.add(
                "Campaign %s, SCALE %s; %s; %s; workload %s."
                        .formatted(
                                origin.name(),
                                origin.scale(),
                                origin.machine(),
                                origin.topology(),
                                origin.workload()));
        return footer;
    }

    /** What a mark and its bar are, and how many processes they rest on. */
    static String reading(List<Point> points) {
        IntSummaryStatistics runs = points.stream().mapToInt(Point::runs).summaryStatistics();
        String count =
                runs.getMin() == runs.getMax()
                        ? String.valueOf(runs.getMax())
                        : runs.getMin() + " to " + runs.getMax();
        boolean someWithout = runs.getMin() < Estimate.FEWEST_FOR_INTERVAL;
        return "Mean and 95 % bootstrap interval of "
                + count
                + (runs.getMax() == 1 ? " server process" : " server processes")
                + (someWithout ? " (no bar below " + Estimate.FEWEST_FOR_INTERVAL + ")" : "")
                + ".";
    }

    static String hollow(Origin origin) {
        return hollow(origin, "server");
    }

    /** The same where a mark stands for more than one server. */
    static String hollow(Origin origin, String whoever) {
        return origin.topology().startsWith("colocated")
                ? "Hollow: server and load shared a CPU, no capacity claimed."
                : "Hollow: " + whoever + " not saturated, no capacity claimed.";
    }
}
