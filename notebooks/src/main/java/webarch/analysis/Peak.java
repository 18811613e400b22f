package webarch.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a subject answers the most requests per second: its capacity, if it was saturated there.
 *
 * @param point the replies per second there
 */
public record Peak(Point point) {
    private static final Comparator<Point> BY_MEAN_THEN_LEAST_LOAD =
            Comparator.<Point>comparingDouble(point -> point.estimate().mean())
                    .thenComparing(Point::level, Comparator.reverseOrder());

    /** The peak of each subject that has one, in the order of the subjects. */
    public static List<Peak> of(Campaign campaign, Collection<String> servers) {
        List<Point> points = Points.of(campaign, Metric.REPLIES, servers, Axis.of(campaign));
        return Points.bySubject(points).values().stream()
                .map(Peak::of)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Peak> of(List<Point> points) {
        return points.stream()
                .filter(point -> point.estimate().n() > 0)
                .max(BY_MEAN_THEN_LEAST_LOAD)
                .map(Peak::new);
    }

    public boolean isCapacity() {
        return point.saturated();
    }
}
