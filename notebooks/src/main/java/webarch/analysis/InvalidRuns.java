package webarch.analysis;

import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The runs that no figure uses, and why. */
public final class InvalidRuns {
    private InvalidRuns() {}

    public static int count(Campaign campaign) {
        return campaign.runs().where(campaign.runs().booleanColumn("valid").isFalse()).rowCount();
    }

    /** How many runs each reason made invalid; a run with two reasons counts under both. */
    public static Map<String, Integer> byReason(Campaign campaign) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Row run : campaign.runs()) {
            if (!run.getBoolean("valid")) {
                for (String reason : reasons(run)) {
                    reasons.merge(reason, 1, Integer::sum);
                }
            }
        }
        return reasons;
    }

    /** One row an invalid run. */
    public static Table list(Campaign campaign) {
        StringColumn run = StringColumn.create("run");
        StringColumn server = StringColumn.create("server");
        StringColumn clients = StringColumn.create("clients");
        StringColumn why = StringColumn.create("why");
        for (Row row : campaign.runs()) {
            if (!row.getBoolean("valid")) {
                run.append(row.getString("run_id"));
                server.append(Subject.of(row).label());
                clients.append(String.valueOf(row.getLong("connections")));
                why.append(String.join("; ", reasons(row)));
            }
        }
        return Table.create("invalid runs", run, server, clients, why);
    }

    private static String[] reasons(Row run) {
        String reasons = run.getString("invalid_reason");
        return reasons.isEmpty() ? new String[] {"no reason given"} : reasons.split("; ", -1);
    }
}
