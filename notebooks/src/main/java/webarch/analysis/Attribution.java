package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much of the difference between servers the profiles explain: a row for each pair of servers
 * at each level of load, the one that the plan names later minus the one it names first.
 */
public final class Attribution {
    /** The table of all pairs, beside the figures. */
    static final String FILE = "attribution.csv";

    private Attribution() {}

    /** Every pair of which both have sound profiles. */
    static List<Gap> gaps(Campaign campaign) {
        List<Gap> gaps = new ArrayList<>();
        for (Profiles profiles : Profiles.of(campaign)) {
            List<String> variants = profiles.soundVariants();
            for (int b = 0; b < variants.size(); b++) {
                for (int a = b + 1; a < variants.size(); a++) {
                    gaps.add(new Gap(profiles, variants.get(a), variants.get(b)));
                }
            }
        }
        return gaps;
    }

    /** All there is, exact. */
    static Table exact(Campaign campaign) {
        List<Gap> gaps = gaps(campaign);
        Table table =
                Table.create(
                        "attribution",
                        LongColumn.create(
                                "schema_version",
                                gaps.stream().mapToLong(_ -> Schema.VERSION).toArray()),
                        text("campaign", gaps, gap -> campaign.name()),
                        LongColumn.create(
                                "cpus",
                                gaps.stream()
                                        .mapToLong(gap -> gap.profiles().level().cpus())
                                        .toArray()),
                        LongColumn.create(
                                "connections",
                                gaps.stream()
                                        .mapToLong(gap -> gap.profiles().level().connections())
                                        .toArray()),
                        numbers("session_rate", gaps, gap -> gap.profiles().level().sessionRate()),
                        text("a", gaps, Gap::a),
                        text("b", gaps, Gap::b),
                        LongColumn.create(
                                "blocks",
                                gaps.stream().mapToLong(gap -> gap.residual().n()).toArray()));
        add(table, gaps, "replies_ratio", Gap::ratio);
        for (Gap.Factor factor : Gap.Factor.values()) {
            String name = "by_" + factor.name().toLowerCase(Locale.ROOT);
            table.addColumns(numbers(name, gaps, gap -> gap.ratio(factor).mean()));
        }
        add(table, gaps, "of_runs_us", Gap::measured);
        add(table, gaps, "unprofiled_us", Gap::unprofiled);
        add(table, gaps, "foretold_us", Gap::foretold);
        add(table, gaps, "residual_us", Gap::residual);
        return table.addColumns(
                numbers("residual_share", gaps, Attribution::share),
                text("closes", gaps, gap -> gap.closes().name().toLowerCase(Locale.ROOT)));
    }

    /** For readers: each server against the first of the plan. */
    public static Table readable(Campaign campaign) {
        List<Gap> gaps = againstFirst(campaign);
        return Table.create(
                "CPU per request (us), measured and explained",
                text("load", gaps, gap -> gap.profiles().level().label()),
                text("difference", gaps, gap -> gap.a() + " - " + gap.b()),
                text("in runs", gaps, gap -> text(gap.measured())),
                text("unprofiled", gaps, gap -> text(gap.unprofiled())),
                text("by the profiles", gaps, gap -> text(gap.foretold())),
                text("residual", gaps, gap -> Numbers.percent(share(gap))),
                text("closes", gaps, gap -> gap.closes().name().toLowerCase(Locale.ROOT)));
    }

    /**
     * Why each server answers more, or less, than the first of the plan: the factors of the ratio.
     */
    public static Table factors(Campaign campaign) {
        List<Gap> gaps = againstFirst(campaign);
        Table table =
                Table.create(
                        "replies per second, and what their ratio is the product of",
                        text("load", gaps, gap -> gap.profiles().level().label()),
                        text("ratio", gaps, gap -> gap.a() + " / " + gap.b()),
                        text("replies per second", gaps, gap -> text(gap.ratio())));
        for (Gap.Factor factor : Gap.Factor.values()) {
            String name = "by " + factor.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            table.addColumns(text(name, gaps, gap -> text(gap.ratio(factor))));
        }
        return table;
    }

    /** Each server against the first of the plan. */
    static List<Gap> againstFirst(Campaign campaign) {
        return gaps(campaign).stream()
                .filter(gap -> gap.b().equals(gap.profiles().soundVariants().getFirst()))
                .toList();
    }

    /** What is not explained, over the difference. */
    private static double share(Gap gap) {
        return Math.abs(gap.explained().mean() - 1);
    }

    private static void add(Table table, List<Gap> gaps, String name, Function<Gap, Estimate> of) {
        table.addColumns(
                numbers(name, gaps, gap -> of.apply(gap).mean()),
                numbers(name + "_low", gaps, gap -> of.apply(gap).low()),
                numbers(name + "_high", gaps, gap -> of.apply(gap).high()));
    }

    private static String text(Estimate estimate) {
        return Numbers.estimate(estimate.mean(), estimate.low(), estimate.high());
    }

    private static StringColumn text(String name, List<Gap> gaps, Function<Gap, String> value) {
        return StringColumn.create(name, gaps.stream().map(value).toList());
    }

    private static DoubleColumn numbers(String name, List<Gap> gaps, ToDoubleFunction<Gap> value) {
        return DoubleColumn.create(name, gaps.stream().mapToDouble(value).toArray());
    }
}
