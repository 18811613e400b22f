package webarch.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What profiles are meant to reach, which is more than a sound one has to, and how far they do. A
 * target holds for each profile, sound or not.
 */
public final class Targets {
    /** The table of all profiles, beside the figures. */
    static final String FILE = "targets.csv";

    /** Of these nobody can say what the time was for; they are shown one by one too. */
    private static final List<String> UNCLEAR =
            List.of("unclassified", "kernel-other", "jvm-other", "interrupt-skid");

    /** What is looked at. */
    enum Target {
        BILLED("categories, of what /proc billed", 0.97, 1.03),
        UNCLASSIFIED("unclassified", Double.NaN, 0.03),
        UNCLEAR(String.join(", ", Targets.UNCLEAR), Double.NaN, 0.1),
        KERNEL_OTHER("of these kernel-other", Double.NaN, Double.NaN),
        JVM_OTHER("of these jvm-other", Double.NaN, Double.NaN),
        INTERRUPT_SKID("of these interrupt-skid", Double.NaN, Double.NaN),
        SKID("in any category, sampled late (skid)", Double.NaN, Double.NaN),
        SOUND("sound", 1, Double.NaN);

        private final String label;
        private final double least;
        private final double most;

        Target(String label, double least, double most) {
            this.label = label;
            this.least = least;
            this.most = most;
        }

        boolean hasLimit() {
            return !Double.isNaN(least) || !Double.isNaN(most);
        }

        /** What is not known meets no limit. */
        boolean isMet(double value) {
            return (Double.isNaN(least) || value >= least) && (Double.isNaN(most) || value <= most);
        }

        /** How far beyond the limits; of what has none, the value. */
        private double beyond(double value) {
            if (!hasLimit()) {
                return value;
            }
            double below = Double.isNaN(least) ? Double.NEGATIVE_INFINITY : least - value;
            double above = Double.isNaN(most) ? Double.NEGATIVE_INFINITY : value - most;
            return Math.max(below, above);
        }

        private String limit() {
            if (this == SOUND) {
                return "all";
            }
            return Double.isNaN(most)
                    ? "-"
                    : Double.isNaN(least)
                            ? "at most " + Numbers.percent(most)
                            : Numbers.percent(least) + " to " + Numbers.percent(most);
        }
    }

    /** What a profile has of what a target asks for. */
    private record Value(LoadLevel level, Row first, Target target, double value) {
        String profile() {
            return first.getString("variant") + ", block " + first.getLong("block");
        }

        String met() {
            return target.hasLimit() ? String.valueOf(target.isMet(value)) : "";
        }
    }

    private Targets() {}

    private static List<Value> values(Profiles profiles) {
        List<Value> values = new ArrayList<>();
        for (String run : profiles.rows().stringColumn("run_id").unique()) {
            Table rows =
                    profiles.rows().where(profiles.rows().stringColumn("run_id").isEqualTo(run));
            for (Target target : Target.values()) {
                values.add(
                        new Value(
                                profiles.level(),
                                rows.row(0),
                                target,
                                value(profiles, rows, target)));
            }
        }
        return values;
    }

    private static double value(Profiles profiles, Table rows, Target target) {
        Row first = rows.row(0);
        return switch (target) {
            case BILLED -> billed(first);
            case UNCLASSIFIED -> share(rows, List.of("unclassified"));
            case UNCLEAR -> share(rows, UNCLEAR);
            case KERNEL_OTHER -> share(rows, List.of("kernel-other"));
            case JVM_OTHER -> share(rows, List.of("jvm-other"));
            case INTERRUPT_SKID -> share(rows, List.of("interrupt-skid"));
            case SKID -> profiles.skidShare(first.getString("run_id"));
            case SOUND -> first.getBoolean("sound") ? 1 : 0;
        };
    }

    /**
     * Where the time on a CPU is counted too, samples are meant to lie between that and the bill;
     * there they are all of it, and elsewhere what they are of the nearer.
     */
    private static double billed(Row first) {
        if (first.isMissing("coverage")) {
            return Double.NaN;
        }
        double ofBill = first.getDouble("coverage");
        double ofCpu =
                first.isMissing("coverage_on_cpu") ? ofBill : first.getDouble("coverage_on_cpu");
        return first.getDouble("categories_share")
                * Math.clamp(1, Math.min(ofBill, ofCpu), Math.max(ofBill, ofCpu));
    }

    private static double share(Table rows, List<String> categories) {
        double sum = 0;
        for (Row row : rows) {
            if (categories.contains(row.getString("category"))) {
                sum += row.getDouble("share");
            }
        }
        return sum;
    }

    /** A row for each target of each profile. */
    static Table exact(Campaign campaign) {
        Columns<Value> values =
                new Columns<>(
                        Profiles.of(campaign).stream().flatMap(of -> values(of).stream()).toList());
        return Table.create(
                "targets",
                values.counts("schema_version", _ -> Schema.VERSION),
                values.text("campaign", _ -> campaign.name()),
                values.text("run_id", value -> value.first.getString("run_id")),
                values.counts("block", value -> value.first.getLong("block")),
                values.text("variant", value -> value.first.getString("variant")),
                values.counts("cpus", value -> value.level.cpus()),
                values.counts("connections", value -> value.level.connections()),
                values.numbers("session_rate", value -> value.level.sessionRate()),
                values.text("target", value -> value.target.name().toLowerCase(Locale.ROOT)),
                values.numbers("value", Value::value),
                values.numbers("least", value -> value.target.least),
                values.numbers("most", value -> value.target.most),
                values.text("met", Value::met));
    }

    /** For readers: how many profiles meet each target under each load, and which is farthest. */
    public static Table readable(Campaign campaign) {
        Table table = Table.create("targets of profiles");
        for (String name : List.of("load", "what", "asked for", "met by", "farthest", "that of")) {
            table.addColumns(StringColumn.create(name));
        }
        for (Profiles profiles : Profiles.of(campaign)) {
            List<Value> all = values(profiles);
            for (Target target : Target.values()) {
                List<Value> values = all.stream().filter(value -> value.target == target).toList();
                Value farthest =
                        values.stream()
                                .max(Comparator.comparingDouble(v -> target.beyond(v.value)))
                                .orElseThrow();
                long met = values.stream().filter(value -> target.isMet(value.value)).count();
                append(
                        table,
                        profiles.level().label(),
                        target.label,
                        target.limit(),
                        target.hasLimit() ? met + " of " + values.size() : "-",
                        Numbers.percent(farthest.value),
                        farthest.profile());
            }
        }
        return table;
    }

    private static void append(Table table, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            table.stringColumn(i).append(cells[i]);
        }
    }
}
