package webarch.analysis.claims;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tech.tablesaw.api.Row;
import webarch.analysis.PairedCampaign;

/**
 * The candidates for one side of a ratio in a comparison of warm servers. A repetition is a round
 * of a launch.
 */
final class SliceSelector {
    private SliceSelector() {}

    /** Each configuration under each number of clients that the side admits. */
    static List<Selection> candidates(PairedCampaign campaign, Side side, String metric) {
        Map<Subject, NavigableMap<Repetition, Double>> values = new TreeMap<>();
        for (Row slice : campaign.slices()) {
            if (matches(slice, side) && !slice.isMissing(metric)) {
                values.computeIfAbsent(Subject.of(slice), _ -> new TreeMap<>())
                        .put(
                                new Repetition(slice.getLong("launch"), slice.getLong("round")),
                                slice.getDouble(metric));
            }
        }
        return values.entrySet().stream()
                .map(entry -> selection(campaign, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean matches(Row slice, Side side) {
        return slice.getString("server").equals(side.server())
                && side.admits(slice.getString("options"))
                && (side.instance() == 0 || slice.getLong("instance") == side.instance())
                && (!Character.isDigit(side.at().charAt(0))
                        || String.valueOf(slice.getLong("connections")).equals(side.at()));
    }

    private static Selection selection(
            PairedCampaign campaign, Subject subject, NavigableMap<Repetition, Double> values) {
        return new Selection(
                Optional.empty(),
                campaign.name(),
                campaign.topology(),
                subject.label(),
                saturated(campaign, subject),
                values);
    }

    private static boolean saturated(PairedCampaign campaign, Subject subject) {
        for (Row server : campaign.servers()) {
            if (Subject.of(server).equals(subject)) {
                return server.getString("saturation").equals("saturated");
            }
        }
        return false;
    }

    /** A configuration under a number of clients. */
    private record Subject(long connections, String server, String options, long instance)
            implements Comparable<Subject> {
        static Subject of(Row row) {
            return new Subject(
                    row.getLong("connections"),
                    row.getString("server"),
                    row.getString("options"),
                    row.getLong("instance"));
        }

        @Override
        public int compareTo(Subject other) {
            return label().compareTo(other.label());
        }

        String label() {
            return "%s%s%s at %d clients"
                    .formatted(
                            server,
                            options.isEmpty() ? "" : " " + options,
                            instance == 1 ? "" : " (" + instance + ")",
                            connections);
        }
    }
}
