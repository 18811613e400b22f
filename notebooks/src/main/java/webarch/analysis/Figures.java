package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The figures. Each takes a campaign and the servers to show, an empty list for all of them. */
public final class Figures {
    private static final List<String> EVERYONE = List.of();
    private static final String STORAGE = "storage";

    /** With fewer loads a line shows nothing that a row of marks does not. */
    private static final int FEWEST_LOADS = 3;

    private Figures() {}

    /** Every figure that {@code webarch figures} writes. */
    public static List<Figure> all(Origin origin) {
        if (origin instanceof PairedCampaign paired) {
            return List.of(comparison(paired));
        }
        Campaign campaign = (Campaign) origin;
        if (Profiles.areIn(campaign)) {
            return OverheadFigures.all(campaign);
        }
        List<Figure> figures = new ArrayList<>();
        if (loads(campaign) > 1) {
            figures.add(throughput(campaign, EVERYONE));
            figures.add(cpuPerRequest(campaign, EVERYONE));
            figures.add(responseTime(campaign, EVERYONE));
        }
        if (!MatchedLoads.of(campaign, Metric.LATENCY).isEmpty()) {
            figures.add(openAndClosed(campaign, EVERYONE, Metric.LATENCY));
            figures.add(openAndClosed(campaign, EVERYONE, Metric.LATENCY_TAIL));
        }
        Map<String, Long> configurations = Subjects.countByServer(campaign);
        configurations.forEach(
                (server, count) -> {
                    if (count > 1) {
                        figures.add(tuning(campaign, server));
                    }
                    if (count > 1 && loads(campaign) >= FEWEST_LOADS) {
                        figures.add(family(campaign, server));
                    }
                });
        if (configurations.size() > 1) {
            figures.add(best(campaign));
        }
        if (Axis.has(campaign, STORAGE)) {
            // With files on disk the CPU is not what limits.
            figures.add(ranking(campaign, Metric.REPLIES));
        }
        if (campaign.values(Axis.CPUS.column()).size() > 1) {
            figures.add(cpus(campaign, EVERYONE));
        }
        return figures;
    }

    /** Replies per second and Mbit/s against the number of clients, or the requests offered. */
    public static Figure throughput(Campaign campaign, Collection<String> servers) {
        return LineFigure.of(
                Axis::ofRequests,
                "throughput",
                "Replies per second and throughput",
                campaign,
                servers,
                _ -> List.of(Metric.REPLIES, Metric.THROUGHPUT));
    }

    /**
     * CPU time of the server per request against the load, and below it how much of it found
     * nothing to do: EAGAIN per request, and events per wake-up.
     */
    public static Figure cpuPerRequest(Campaign campaign, Collection<String> servers) {
        return LineFigure.of(
                Axis::of,
                "cpu-per-request",
                "Server CPU, EAGAIN and events per wake-up",
                campaign,
                servers,
                _ -> List.of(Metric.CPU, Metric.WOULD_BLOCK, Metric.EVENTS));
    }

    /**
     * Mean and 99th percentile of the response time against the load: with sessions that arrive,
     * from when the request should have been sent.
     */
    public static Figure responseTime(Campaign campaign, Collection<String> servers) {
        return LineFigure.of(
                Axis::ofRequests,
                "response-time",
                "Response time",
                campaign,
                servers,
                part ->
                        Axis.has(part, Metric.RESPONSE.column())
                                ? List.of(Metric.RESPONSE, Metric.RESPONSE_TAIL)
                                : List.of(Metric.LATENCY, Metric.LATENCY_TAIL));
    }

    /**
     * A time of closed and open loop where both get the same number of replies per second; it is
     * from sending to the last byte in either.
     */
    public static Figure openAndClosed(
            Campaign campaign, Collection<String> servers, Metric metric) {
        return MatchedLoadsFigure.of(campaign, servers, metric);
    }

    /** Any metric against the load. */
    public static Figure metric(Campaign campaign, Collection<String> servers, Metric metric) {
        return LineFigure.of(
                Axis::of,
                metric.fileName(),
                metric.label(),
                campaign,
                servers,
                _ -> List.of(metric));
    }

    /** CPU per reply in each second of the measured window, where each server answers most. */
    public static Figure secondBySecond(Campaign campaign, Collection<String> servers) {
        return SecondBySecond.of(campaign, servers);
    }

    /** Replies per second of each configuration at its best, over the number of CPUs. */
    public static Figure cpus(Campaign campaign, Collection<String> servers) {
        return LineFigure.over(
                Axis.CPUS,
                "cpus",
                "Replies per second and CPU per request over the server's CPUs",
                campaign,
                servers,
                List.of(Metric.REPLIES, Metric.CPU));
    }

    /** A server's configurations, each where it answers most: the best first. */
    public static Figure tuning(Campaign campaign, String server) {
        return Ranking.of(
                "tuning-" + server,
                "Configurations of " + server + ", each where it answers most",
                campaign,
                List.of(server),
                Metric.REPLIES);
    }

    /**
     * A server's configurations in the paper's form, throughput over the load, a line each.
     *
     * @throws UsageException if there are too few loads to draw lines over
     */
    public static Figure family(Campaign campaign, String server) {
        if (loads(campaign) < FEWEST_LOADS) {
            throw new UsageException(
                    "%s: a family of lines needs %d loads, and there %s %d"
                            .formatted(
                                    campaign.folder().resolve(Campaign.FILE),
                                    FEWEST_LOADS,
                                    loads(campaign) == 1 ? "is" : "are",
                                    loads(campaign)));
        }
        return LineFigure.of(
                Axis::ofRequests,
                "family-" + server,
                "Throughput of each configuration of " + server,
                campaign,
                List.of(server),
                _ -> List.of(Metric.THROUGHPUT));
    }

    /** How many loads there are under the condition that has most of them. */
    private static long loads(Campaign campaign) {
        return campaign.parts().stream()
                .mapToLong(part -> Axis.of(part.campaign()).levels(part.campaign()))
                .max()
                .orElse(0);
    }

    /** All configurations of all servers, each where it answers most: the best first. */
    public static Figure best(Campaign campaign) {
        return Ranking.of(
                "best",
                "Every configuration where it answers most",
                campaign,
                EVERYONE,
                Metric.CPU);
    }

    /** Every configuration where it answers most, by any metric, the best first. */
    public static Figure ranking(Campaign campaign, Metric metric) {
        return Ranking.of(
                "ranking-" + metric.fileName(),
                metric.label() + " of every configuration where it answers most",
                campaign,
                EVERYONE,
                metric);
    }

    /**
     * Each server's CPU per request: of warm servers in alternation over that of the first one, of
     * runs as it is, where each configuration answers most.
     */
    public static Figure comparison(Origin origin) {
        return origin instanceof PairedCampaign paired
                ? ComparisonFigure.of(paired)
                : best((Campaign) origin);
    }
}
