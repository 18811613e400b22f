package webarch.analysis;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The slices of warm servers that no figure uses, and why. */
public final class InvalidSlices {
    /** What comes behind is of one slice alone, such as how much time was stolen from it. */
    private static final String DETAILS = "( by| within)?(:| -?[0-9]).*";

    private InvalidSlices() {}

    public static int count(PairedCampaign campaign) {
        return campaign.slices().rowCount() - campaign.validSlices().rowCount();
    }

    /** How many slices each kind of reason made invalid; a slice counts once under each. */
    public static Map<String, Integer> byReason(PairedCampaign campaign) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Row slice : campaign.slices()) {
            if (!PairedCampaign.counts(slice)) {
                kinds(slice).forEach(kind -> reasons.merge(kind, 1, Integer::sum));
            }
        }
        return reasons;
    }

    /** One row an invalid slice. */
    public static Table list(PairedCampaign campaign) {
        StringColumn turn = StringColumn.create("slice");
        StringColumn server = StringColumn.create("server");
        StringColumn clients = StringColumn.create("clients");
        StringColumn why = StringColumn.create("why");
        for (Row slice : campaign.slices()) {
            if (!PairedCampaign.counts(slice)) {
                turn.append(
                        "launch %d, round %d"
                                .formatted(slice.getLong("launch"), slice.getLong("round")));
                server.append(Subject.ofSlice(slice).label());
                clients.append(String.valueOf(slice.getLong("connections")));
                why.append(reasons(slice));
            }
        }
        return Table.create("invalid slices", turn, server, clients, why);
    }

    private static Set<String> kinds(Row slice) {
        return Stream.of(reasons(slice).split("; ", -1))
                .map(reason -> reason.replaceFirst(DETAILS, "").strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String reasons(Row slice) {
        String reasons = slice.getString("invalid_reason");
        return reasons.isEmpty() ? "no reason given" : reasons;
    }
}
