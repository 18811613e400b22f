package webarch.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which configurations a figure of lines has room for. */
final class Strongest {
    /** More lines than this cannot be told apart in grey. */
    static final int MOST_LINES = 8;

    private Strongest() {}

    /**
     * All of them, or as many as there is room for: the best of each server, then those that answer
     * most.
     */
    static Set<Subject> of(Campaign campaign, Collection<String> servers, Axis axis) {
        Map<Subject, List<Point>> lines =
                Points.bySubject(Points.of(campaign, Metric.REPLIES, servers, axis));
        List<Subject> byPeak =
                lines.values().stream()
                        .map(Peak::of)
                        .flatMap(Optional::stream)
                        .map(Peak::point)
                        .sorted(
                                Comparator.comparingDouble(
                                        (Point point) -> -point.estimate().mean()))
                        .map(Point::subject)
                        .toList();
        Set<Subject> shown = new TreeSet<>();
        Set<String> represented = new TreeSet<>();
        byPeak.stream()
                .filter(best -> represented.add(best.server()))
                .limit(MOST_LINES)
                .forEach(shown::add);
        byPeak.stream()
                .limit(MOST_LINES)
                .filter(_ -> shown.size() < MOST_LINES)
                .forEach(shown::add);
        return shown;
    }
}
