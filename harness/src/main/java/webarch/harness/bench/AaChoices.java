package webarch.harness.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import webarch.harness.Durations;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.paired.Centre;
import webarch.harness.paired.HierarchicalBootstrap;
import webarch.harness.paired.HierarchicalBootstrap.Interval;
import webarch.harness.paired.Slice;
import webarch.harness.paired.Turns;

/**
 * {@code choices.csv}: what comparisons of a server with itself would have come to, had they been
 * made in another way. All of it is made from the same slices, which should be short and many.
 *
 * <p>Longer turns are made of stretches of rounds. Over a stretch the slices of each instance are
 * one turn, and the one's turn in a stretch is compared to the other's in the next, so that what
 * the machine did in between counts as it does between turns that are as long as a stretch:
 *
 * <pre>
 *   rounds        1    2    3    4
 *   slices       a b  b a  b a  a b
 *   as measured  b/a  b/a  b/a  b/a
 *   stretches    └── A ──┘└── B ──┘      b of B / a of A, b of A / a of B
 * </pre>
 *
 * Both have the same time under load. Owned by one thread.
 */
final class AaChoices {
    private static final int RESAMPLES = 1000;

    /** In a launch, for the interval to say something of how turns differ. */
    private static final int FEWEST_STRETCHES = 4;

    /** Of a turn that is a single slice. */
    private static final int NO_STRETCH = 0;

    private static final int FIRST = 0;
    private static final int SECOND = 1;

    /**
     * A way to compare.
     *
     * @param stretch rounds that are one turn
     * @param rounds of the measurement that are used, of each launch
     * @param launches that are used
     */
    private record Choice(int launches, int rounds, int stretch, Centre centre) {
        int slicesInATurn() {
            return stretch == NO_STRETCH ? 1 : 2 * stretch;
        }

        int turns() {
            return stretch == NO_STRETCH ? rounds : rounds / (2 * stretch) * 2;
        }
    }

    /** A choice, and its interval in each repetition. */
    private record Row(Choice choice, List<Interval> intervals) {
        double halfWidth() {
            return Median.withDefaults()
                    .evaluate(intervals.stream().mapToDouble(Interval::halfWidth).toArray());
        }
    }

    private final Turns turns;
    private final long seed;
    private final Map<Choice, List<Interval>> intervals = new LinkedHashMap<>();

    AaChoices(Turns turns, long seed) {
        this.turns = turns;
        this.seed = seed;
        for (int launches : fractions(turns.launches(), 3)) {
            for (int rounds : fractions(turns.rounds(), 2)) {
                int stretch = NO_STRETCH;
                while (FEWEST_STRETCHES * stretch <= rounds) {
                    for (Centre centre : Centre.values()) {
                        Choice choice = new Choice(launches, rounds, stretch, centre);
                        intervals.put(choice, new ArrayList<>());
                    }
                    stretch = Math.max(1, 2 * stretch);
                }
            }
        }
    }

    /** All of them, down to one in {@code most}. */
    private static List<Integer> fractions(int all, int most) {
        return IntStream.range(0, most)
                .map(i -> all * (most - i) / most)
                .filter(part -> part > 0)
                .distinct()
                .boxed()
                .toList();
    }

    /** Takes the slices of one repetition. */
    void add(List<Slice> slices) {
        Map<Integer, Slice[][]> launches = new TreeMap<>();
        for (Slice slice : slices) {
            Slice[][] rounds =
                    launches.computeIfAbsent(slice.launch(), _ -> new Slice[turns.rounds()][2]);
            if (slice.isValid()) {
                rounds[slice.round() - 1][slice.subject().instance() - 1] = slice;
            }
        }
        intervals.forEach(
                (choice, all) -> {
                    double[][] ratios =
                            launches.values().stream()
                                    .limit(choice.launches)
                                    .map(rounds -> ratios(rounds, choice))
                                    .filter(launch -> launch.length > 0)
                                    .toArray(double[][]::new);
                    if (ratios.length >= HierarchicalBootstrap.FEWEST_GROUPS) {
                        all.add(
                                new HierarchicalBootstrap(seed, RESAMPLES, choice.centre)
                                        .of(ratios)
                                        .exp());
                    }
                });
    }

    /** Logarithms of what the second instance spends over what the first does. */
    private static double[] ratios(Slice[][] rounds, Choice choice) {
        DoubleStream.Builder ratios = DoubleStream.builder();
        if (choice.stretch == NO_STRETCH) {
            for (int i = 0; i < choice.rounds; i++) {
                ratios.add(cost(rounds, i, 1, SECOND) - cost(rounds, i, 1, FIRST));
            }
        } else {
            for (int i = 0; i < choice.turns(); i += 2) {
                int a = i * choice.stretch;
                int b = a + choice.stretch;
                ratios.add(
                        cost(rounds, b, choice.stretch, SECOND)
                                - cost(rounds, a, choice.stretch, FIRST));
                ratios.add(
                        cost(rounds, a, choice.stretch, SECOND)
                                - cost(rounds, b, choice.stretch, FIRST));
            }
        }
        return ratios.build().filter(Double::isFinite).toArray();
    }

    /** Logarithm of an instance's CPU time per request over some rounds; NaN without a slice. */
    private static double cost(Slice[][] rounds, int from, int number, int instance) {
        double seconds = 0;
        long requests = 0;
        for (int i = from; i < from + number; i++) {
            Slice slice = rounds[i][instance];
            if (slice != null) {
                seconds += slice.serverCpuSeconds();
                requests += slice.requests();
            }
        }
        return Math.log(seconds / requests);
    }

    String csv() {
        List<Row> rows =
                intervals.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> new Row(entry.getKey(), entry.getValue()))
                        .toList();
        return Csv.text(columns(turns), rows);
    }

    static List<String> names() {
        return Csv.names(columns(null));
    }

    private static List<Column<Row>> columns(Turns turns) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("slice_s", _ -> Durations.seconds(turns.slice())),
                new Column<>("launches", row -> row.choice.launches),
                new Column<>(
                        "turn_s",
                        row -> Durations.seconds(turns.slice()) * row.choice.slicesInATurn()),
                new Column<>("turns", row -> row.choice.turns()),
                new Column<>(
                        "measured_s",
                        row ->
                                Durations.seconds(turns.measured())
                                        * row.choice.rounds
                                        * row.choice.launches),
                new Column<>("centre", row -> row.choice.centre.label()),
                new Column<>("repetitions", row -> row.intervals.size()),
                new Column<>("half_width", Row::halfWidth),
                new Column<>(
                        "covers",
                        row -> row.intervals.stream().filter(each -> each.contains(1)).count()));
    }
}
