package webarch.analysis;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * What servers differ by, category by category: the numbers of the waterfalls, and those of all
 * other pairs.
 */
final class Differences {
    /** The table of all pairs, beside the figures. */
    static final String FILE = "differences.csv";

    private record Cell(Difference pair, String category) {
        LoadLevel level() {
            return pair.profiles().level();
        }

        double cost(String variant) {
            return pair.profiles().cost(variant, category).mean();
        }

        Estimate difference() {
            return pair.of(category);
        }

        Estimate withoutReceiver() {
            return pair.withoutReceiver(category);
        }
    }

    private Differences() {}

    /** A row for each category of each pair of which both have sound profiles. */
    static Table exact(Campaign campaign) {
        List<Cell> cells = new ArrayList<>();
        for (Gap gap : Attribution.gaps(campaign)) {
            Difference pair = new Difference(gap.profiles(), gap.a(), gap.b());
            for (String category : gap.profiles().categories().keySet()) {
                cells.add(new Cell(pair, category));
            }
        }
        Columns<Cell> columns = new Columns<>(cells);
        Table table =
                Table.create(
                        "differences",
                        columns.counts("schema_version", _ -> Schema.VERSION),
                        columns.text("campaign", _ -> campaign.name()),
                        columns.counts("cpus", cell -> cell.level().cpus()),
                        columns.counts("connections", cell -> cell.level().connections()),
                        columns.numbers("session_rate", cell -> cell.level().sessionRate()),
                        columns.text("a", cell -> cell.pair.a()),
                        columns.text("b", cell -> cell.pair.b()),
                        columns.text("category", Cell::category),
                        columns.counts("blocks", cell -> cell.difference().n()),
                        columns.numbers("a_us", cell -> cell.cost(cell.pair.a())),
                        columns.numbers("b_us", cell -> cell.cost(cell.pair.b())));
        columns.add(table, "difference_us", Cell::difference);
        columns.add(table, "without_receiver_us", Cell::withoutReceiver);
        return table;
    }
}
