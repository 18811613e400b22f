package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Saturation;
import webarch.harness.paired.HierarchicalBootstrap;
import webarch.harness.paired.ServerSummary;
import webarch.harness.paired.Turns;
import webarch.harness.plan.Topology;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Nginx;

/** The servers side by side under one number of connections, for people. */
final class ServersTable {
    /** How far a head may be from nginx's for the servers to have as much to send. */
    private static final double SAME_HEAD = 0.1;

    private final List<ServerSummary> servers;
    private final Contender against;

    ServersTable(List<ServerSummary> servers, Contender against) {
        this.servers = servers;
        this.against = against;
    }

    Table table() {
        boolean floor = servers.stream().anyMatch(server -> server.floor().isPresent());
        List<String> head = new ArrayList<>();
        head.addAll(List.of("server", "CPU µs/request", "ratio to " + against.name()));
        head.add("95 % interval");
        if (floor) {
            head.addAll(List.of("ratio to C loop", "95 % interval"));
        }
        head.addAll(List.of("replies/s", "server busy", "load busy", "others busy", "head B"));
        head.add("bound");
        Table table = new Table(head);
        servers.forEach(server -> table.row(cells(server, floor)));
        return table;
    }

    private List<String> cells(ServerSummary server, boolean floor) {
        List<String> cells = new ArrayList<>();
        cells.add(server.server());
        cells.add(text("%.2f", server.cpuMicrosPerRequest()));
        cells.add(text("%.3f", server.ratio().estimate()));
        cells.add(interval(server.ratio(), server.subject().equals(against)));
        if (floor) {
            boolean itself = server.floor().filter(server.subject()::equals).isPresent();
            cells.add(text("%.3f", server.floorRatio().estimate()));
            cells.add(interval(server.floorRatio(), itself));
        }
        cells.add(text("%,.0f", server.repliesPerSecond()));
        cells.add(text("%.0f %%", 100 * server.serverUtilisation()));
        cells.add(text("%.0f %%", 100 * server.loadUtilisation()));
        cells.add(text("%.1f %%", 100 * server.idleUtilisation()));
        cells.add(text("%.0f", server.headBytes()));
        cells.add(server.hasValidSlices() ? server.saturation().label() : "-");
        return cells;
    }

    private static String interval(HierarchicalBootstrap.Interval interval, boolean ofItself) {
        return ofItself || Double.isNaN(interval.low())
                ? "-"
                : text("%.3f to ", interval.low()) + text("%.3f", interval.high());
    }

    private static String text(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** What the numbers do not say by themselves. */
    List<String> remarks(Turns options, Placement placement) {
        List<String> remarks = new ArrayList<>();
        if (placement.topology() == Topology.COLOCATED) {
            remarks.add(
                    "colocated: server and load share a CPU; another experiment than with CPUs"
                            + " apart, not to be compared with it");
        } else {
            bounds(remarks);
        }
        if (placement.siblings()) {
            remarks.add("siblings: server and load run on two hyperthreads of one core");
        }
        if (options.oneAtATime()) {
            remarks.add("one at a time: not interleaved, so drift of the machine is in the ratios");
        }
        if (options.launches() < HierarchicalBootstrap.FEWEST_GROUPS) {
            remarks.add(
                    "no intervals: they need at least "
                            + HierarchicalBootstrap.FEWEST_GROUPS
                            + " launches");
        }
        heads(remarks);
        for (ServerSummary server : servers) {
            if (server.errors() > 0) {
                String kinds = server.errorKinds().isEmpty() ? "" : ": " + server.errorKinds();
                remarks.add(
                        "ERRORS: " + server.errors() + " requests to " + server.server() + kinds);
            }
        }
        invalidSlices(remarks);
        return remarks;
    }

    private void invalidSlices(List<String> remarks) {
        String invalid =
                servers.stream()
                        .filter(server -> server.invalidSlices() > 0)
                        .map(server -> server.invalidSlices() + " of " + server.server())
                        .collect(Collectors.joining(", "));
        if (!invalid.isEmpty()) {
            remarks.add("slices that are invalid and do not count: " + invalid);
        }
    }

    private void bounds(List<String> remarks) {
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
                    "unsaturated: neither server nor load was busy all the time; another program may"
                            + " have been running");
        }
    }

    private void heads(List<String> remarks) {
        servers.stream()
                .filter(server -> server.subject().server().equals(Nginx.NAME))
                .findFirst()
                .ifPresent(nginx -> remarks.add(heads(nginx)));
    }

    private String heads(ServerSummary nginx) {
        String others =
                servers.stream()
                        .filter(s -> !isNear(s.headBytes(), nginx.headBytes()))
                        .map(ServerSummary::server)
                        .collect(Collectors.joining(", "));
        return "heads of replies within 10 % of nginx's: "
                + (others.isEmpty() ? "all" : "all but " + others);
    }

    private static boolean isNear(double bytes, double reference) {
        return Math.abs(bytes - reference) <= SAME_HEAD * reference;
    }
}
