package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Saturation;
import webarch.harness.plan.Topology;

/** The servers side by side, for people. */
final class ServersTable {
    private ServersTable() {}

    static Table of(List<ServerSummary> servers, String against) {
        Table table =
                new Table(
                        List.of(
                                "server",
                                "CPU µs/request",
                                "ratio to " + against,
                                "95 % interval",
                                "replies/s",
                                "server busy",
                                "load busy",
                                "others busy",
                                "bound"));
        for (ServerSummary server : servers) {
            table.row(
                    List.of(
                            server.server(),
                            text("%.2f", server.cpuMicrosPerRequest()),
                            text("%.3f", server.ratio().estimate()),
                            interval(server, against),
                            text("%,.0f", server.repliesPerSecond()),
                            text("%.0f %%", 100 * server.serverUtilisation()),
                            text("%.0f %%", 100 * server.loadUtilisation()),
                            text("%.1f %%", 100 * server.idleUtilisation()),
                            server.saturation().label()));
        }
        return table;
    }

    private static String interval(ServerSummary server, String against) {
        if (server.server().equals(against) || Double.isNaN(server.ratio().low())) {
            return "-";
        }
        return text("%.3f to ", server.ratio().low()) + text("%.3f", server.ratio().high());
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** What the numbers do not say by themselves. */
    static List<String> remarks(List<ServerSummary> servers, Placement placement, int launches) {
        List<String> remarks = new ArrayList<>();
        if (placement.topology() == Topology.COLOCATED) {
            remarks.add(
                    "colocated: server and load share a CPU; another experiment than with CPUs"
                            + " apart, not to be compared with it");
        } else {
            String limited =
                    servers.stream()
                            .filter(server -> server.saturation() != Saturation.SATURATED)
                            .map(ServerSummary::server)
                            .collect(Collectors.joining(", "));
            if (!limited.isEmpty()) {
                remarks.add("replies/s is no capacity for: " + limited);
            }
            if (servers.stream().anyMatch(s -> s.saturation() == Saturation.UNSATURATED)) {
                remarks.add(
                        "unsaturated: neither server nor load was busy all the time; is another"
                                + " program running?");
            }
        }
        if (placement.siblings()) {
            remarks.add("siblings: server and load run on two hyperthreads of one core");
        }
        if (launches < HierarchicalBootstrap.FEWEST_GROUPS) {
            remarks.add(
                    "no intervals: they need at least "
                            + HierarchicalBootstrap.FEWEST_GROUPS
                            + " launches");
        }
        for (ServerSummary server : servers) {
            if (server.errors() > 0) {
                remarks.add("ERRORS: " + server.errors() + " requests to " + server.server());
            }
        }
        return remarks;
    }
}
