package webarch.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * A configuration under clients that wait for each reply and under sessions that arrive at a rate,
 * compared where both get the same number of replies per second.
 *
 * <p>A closed loop has no rate of its own: more clients make more replies per second, until there
 * is no more to be had. Of each block, the closed loop's value at the open loop's throughput is
 * therefore read off the line between the two numbers of clients of which one gives less and the
 * other more, in the logarithm of the value (Schroeder, Wierman and Harchol-Balter, NSDI 2006,
 * compare at equal load too). Nothing is said where no two numbers of clients enclose it.
 *
 * @param subject the configuration
 * @param runs its valid runs of either kind
 * @param metric that is compared, of the same column in both
 */
public record MatchedLoads(Subject subject, List<Row> runs, Metric metric) {
    static final String CLOSED = "closed loop";
    static final String OPEN = "sessions arrive";

    /** One for each configuration that was loaded in both ways. */
    public static List<MatchedLoads> of(Campaign campaign, Metric metric) {
        Map<Subject, List<Row>> runs = new TreeMap<>();
        Table valid = campaign.validRuns();
        for (int i = 0; i < valid.rowCount(); i++) {
            Row run = valid.row(i);
            if (isOfALoop(run) && !Double.isNaN(metric.value(run))) {
                runs.computeIfAbsent(Subject.of(run), _ -> new ArrayList<>()).add(run);
            }
        }
        Map<Subject, Subject> shown = Subject.besideEachOther(runs.keySet());
        return runs.entrySet().stream()
                .map(of -> new MatchedLoads(shown.get(of.getKey()), of.getValue(), metric))
                .filter(of -> !of.closed().isEmpty() && !of.open().isEmpty())
                .toList();
    }

    /** A session that found no client to begin on has closed the loop. */
    private static boolean isOfALoop(Row run) {
        return run.isMissing("session_rate") || run.getLong("sessions_not_begun") == 0;
    }

    /** The numbers of clients of the closed loop, and its runs. */
    Map<LoadLevel, List<Row>> closed() {
        return levels(false);
    }

    /** The rates at which sessions arrived, and their runs. */
    Map<LoadLevel, List<Row>> open() {
        return levels(true);
    }

    private Map<LoadLevel, List<Row>> levels(boolean open) {
        return runs.stream()
                .filter(run -> run.isMissing("session_rate") != open)
                .collect(Collectors.groupingBy(LoadLevel::of, TreeMap::new, Collectors.toList()));
    }

    /**
     * A rate of sessions at which the loops were compared.
     *
     * @param repliesPerSecond in the open loop, its mean
     * @param open the metric in the open loop, geometric mean
     * @param closed the same of the closed loop at that throughput
     * @param ratio open over closed, over the blocks
     */
    public record Match(double repliesPerSecond, double open, double closed, Estimate ratio) {}

    /** The largest rate that the closed loop encloses in every block that has it. */
    public Optional<Match> highest() {
        return open().values().stream()
                .map(this::match)
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Match::repliesPerSecond));
    }

    private Optional<Match> match(List<Row> open) {
        List<Double> opens = new ArrayList<>();
        List<Double> closeds = new ArrayList<>();
        for (Row run : open) {
            OptionalDouble closed = closedAt(run.getLong("block"), repliesPerSecond(run));
            if (closed.isEmpty()) {
                return Optional.empty();
            }
            opens.add(Math.log(metric.value(run)));
            closeds.add(closed.getAsDouble());
        }
        double[] ratios = new double[opens.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = opens.get(i) - closeds.get(i);
        }
        return Optional.of(
                new Match(
                        mean(open, MatchedLoads::repliesPerSecond),
                        Math.exp(mean(opens)),
                        Math.exp(mean(closeds)),
                        Bootstrap.STANDARD.ratio(ratios)));
    }

    /** Logarithm of the closed loop's value in a block, at a throughput. */
    private OptionalDouble closedAt(long block, double repliesPerSecond) {
        Row fewer = null;
        for (List<Row> level : closed().values()) {
            for (Row more : level) {
                if (more.getLong("block") != block) {
                    continue;
                }
                if (fewer != null && encloses(fewer, repliesPerSecond, more)) {
                    return OptionalDouble.of(between(fewer, repliesPerSecond, more));
                }
                fewer = more;
            }
        }
        return OptionalDouble.empty();
    }

    private static boolean encloses(Row fewer, double repliesPerSecond, Row more) {
        return repliesPerSecond(fewer) <= repliesPerSecond
                && repliesPerSecond < repliesPerSecond(more);
    }

    private double between(Row fewer, double repliesPerSecond, Row more) {
        double low = repliesPerSecond(fewer);
        double part = (repliesPerSecond - low) / (repliesPerSecond(more) - low);
        return (1 - part) * Math.log(metric.value(fewer)) + part * Math.log(metric.value(more));
    }

    /** The points of both loops over the replies per second, in the order of their loads. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        closed().values().forEach(level -> points.add(point(CLOSED, level)));
        open().values().forEach(level -> points.add(point(OPEN, level)));
        return points;
    }

    private Point point(String loop, List<Row> level) {
        return new Point(
                new Subject(subject.server(), loop, "", ""),
                mean(level, MatchedLoads::repliesPerSecond),
                Bootstrap.STANDARD.ratio(
                        level.stream().mapToDouble(run -> Math.log(metric.value(run))).toArray()),
                level.size(),
                (int)
                        level.stream()
                                .filter(run -> run.getString("saturation").equals("saturated"))
                                .count());
    }

    private static double repliesPerSecond(Row run) {
        return Metric.REPLIES.value(run);
    }

    private static double mean(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
