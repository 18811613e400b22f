package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        Columns<Gap> gaps = new Columns<>(gaps(campaign));
        Table table =
                Table.create(
                        "attribution",
                        gaps.counts("schema_version", _ -> Schema.VERSION),
                        gaps.text("campaign", _ -> campaign.name()),
                        gaps.counts("cpus", gap -> gap.profiles().level().cpus()),
                        gaps.counts("connections", gap -> gap.profiles().level().connections()),
                        gaps.numbers("session_rate", gap -> gap.profiles().level().sessionRate()),
                        gaps.text("a", Gap::a),
                        gaps.text("b", Gap::b),
                        gaps.counts("blocks", gap -> gap.residual().n()));
        gaps.add(table, "replies_ratio", Gap::ratio);
        for (Gap.Factor factor : Gap.Factor.values()) {
            gaps.add(table, "by_" + word(factor), gap -> gap.ratio(factor));
        }
        gaps.add(table, "of_runs_us", Gap::measured);
        gaps.add(table, "unprofiled_us", Gap::unprofiled);
        gaps.add(table, "foretold_us", Gap::foretold);
        gaps.add(table, "foretold_without_receiver_us", Gap::foretoldWithoutReceiver);
        gaps.add(table, "residual_us", Gap::residual);
        table.addColumns(gaps.numbers("residual_share", gap -> share(gap.explained())));
        gaps.add(table, "explained", Gap::explained);
        table.addColumns(gaps.text("closes", gap -> word(gap.closes())));
        gaps.add(table, "residual_of_runs_us", Gap::residualOfRuns);
        table.addColumns(
                gaps.numbers("residual_of_runs_share", gap -> share(gap.explainedOfRuns())));
        gaps.add(table, "explained_of_runs", Gap::explainedOfRuns);
        return table.addColumns(gaps.text("closes_of_runs", gap -> word(gap.closesOfRuns())));
    }

    /** What is not explained, over the difference. */
    private static double share(Estimate explained) {
        return Math.abs(explained.mean() - 1);
    }

    /** For readers: each server against the first of the plan. */
    public static Table readable(Campaign campaign) {
        Columns<Gap> gaps = new Columns<>(againstFirst(campaign));
        return Table.create(
                "CPU per request (us), measured and explained",
                gaps.text("load", gap -> gap.profiles().level().label()),
                gaps.text("difference", gap -> gap.a() + " - " + gap.b()),
                gaps.text("by the profiles", gap -> gap.foretold().text()),
                gaps.text("unprofiled", gap -> gap.unprofiled().text()),
                gaps.text("explained", gap -> gap.explained().text()),
                gaps.text("closes", gap -> word(gap.closes())),
                gaps.text("in runs", gap -> gap.measured().text()),
                gaps.text("explained in runs", gap -> gap.explainedOfRuns().text()),
                gaps.text("closes in runs", gap -> word(gap.closesOfRuns())));
    }

    /**
     * Why each server answers more, or less, than the first of the plan: the factors of the ratio.
     */
    public static Table factors(Campaign campaign) {
        Columns<Gap> gaps = new Columns<>(againstFirst(campaign));
        Table table =
                Table.create(
                        "replies per second, and what their ratio is the product of",
                        gaps.text("load", gap -> gap.profiles().level().label()),
                        gaps.text("ratio", gap -> gap.a() + " / " + gap.b()),
                        gaps.text("replies per second", gap -> gap.ratio().text()));
        for (Gap.Factor factor : Gap.Factor.values()) {
            String name = "by " + word(factor).replace('_', ' ');
            table.addColumns(gaps.text(name, gap -> gap.ratio(factor).text()));
        }
        return table;
    }

    /** Each server against the first of the plan. */
    static List<Gap> againstFirst(Campaign campaign) {
        return gaps(campaign).stream()
                .filter(gap -> gap.b().equals(gap.profiles().soundVariants().getFirst()))
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
