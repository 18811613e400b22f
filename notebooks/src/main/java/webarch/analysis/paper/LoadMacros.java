package webarch.analysis.paper;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import webarch.analysis.Axis;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Metric;
import webarch.analysis.Point;
import webarch.analysis.Points;

/** What a request costs at the least and at the most load: {@code offered/SERVER/low}. */
final class LoadMacros {
    private LoadMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        campaigns.plan("offered-load").campaign().ifPresent(of -> put(of, macros));
    }

    private static void put(Campaign campaign, Macros macros) {
        Campaign part = campaign.parts().getLast().campaign();
        Axis axis = Axis.of(part);
        Map<String, List<Point>> byServer = new TreeMap<>();
        for (Point point : Points.of(part, Metric.CPU, List.of(), axis)) {
            byServer.computeIfAbsent(point.subject().variant(), _ -> new java.util.ArrayList<>())
                    .add(point);
        }
        macros.text("offered", campaign.name());
        byServer.forEach(
                (server, points) -> {
                    Point low = points.getFirst();
                    Point high = points.getLast();
                    String name = "offered/" + server;
                    macros.estimate(name + "/low", low.estimate());
                    macros.estimate(name + "/high", high.estimate());
                    macros.text(name + "/low/share", axis.tickOf(low.level()));
                    macros.text(name + "/high/share", axis.tickOf(high.level()));
                    macros.number(name + "/fall", low.estimate().mean() / high.estimate().mean());
                });
    }
}
