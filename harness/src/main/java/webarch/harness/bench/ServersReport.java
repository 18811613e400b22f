package webarch.harness.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.Validity;
import webarch.harness.paired.ServerSummary;
import webarch.harness.paired.ServersCsv;
import webarch.harness.paired.Slice;
import webarch.harness.paired.SlicesCsv;
import webarch.harness.paired.Turns;
import webarch.harness.subject.Subjects;
import webarch.harness.workload.RequestLog;

/** All comparisons of a run of {@code bench servers}, for people and as CSV. One thread's. */
final class ServersReport {
    private final String machine;
    private final Placement placement;
    private final RequestLog log;
    private final Subjects subjects;
    private final List<Part> parts = new ArrayList<>();

    /** One comparison. */
    private record Part(Turns options, List<Slice> slices, List<ServerSummary> servers) {}

    ServersReport(String machine, Placement placement, RequestLog log, Subjects subjects) {
        this.machine = machine;
        this.placement = placement;
        this.log = log;
        this.subjects = subjects;
    }

    void add(Turns options, List<Slice> slices, List<ServerSummary> servers) {
        parts.add(new Part(options, slices, servers));
    }

    long errors() {
        return parts.stream()
                .flatMap(part -> part.servers.stream())
                .mapToLong(ServerSummary::errors)
                .sum();
    }

    /** Whether all turns of a server failed, and not because others used the machine. */
    boolean anyFailed() {
        return parts.stream()
                .map(part -> part.slices.stream().collect(Collectors.groupingBy(Slice::subject)))
                .flatMap(servers -> servers.values().stream())
                .anyMatch(
                        own ->
                                own.stream()
                                        .map(Slice::invalidReasons)
                                        .noneMatch(Validity::isOfTheMachine));
    }

    /** Writes {@code servers.csv} and {@code slices.csv} of the comparisons so far. */
    void write(OutputFolder output) throws IOException {
        List<Slice> slices = parts.stream().flatMap(part -> part.slices.stream()).toList();
        List<ServersCsv.Row> rows =
                parts.stream()
                        .flatMap(
                                part ->
                                        part.servers.stream()
                                                .map(s -> new ServersCsv.Row(part.options, s)))
                        .toList();
        output.write("slices.csv", SlicesCsv.text(placement, slices));
        output.write(
                "servers.csv",
                ServersCsv.text(
                        new ServersCsv.Facts(machine, placement, log, subjects.against()), rows));
    }

    String text() {
        return parts.stream()
                .map(part -> "\n" + heading(part) + "\n" + of(part).table().text() + remarks(part))
                .collect(Collectors.joining());
    }

    String markdown() {
        return parts.stream()
                .map(
                        part ->
                                "**"
                                        + heading(part)
                                        + "**\n\n"
                                        + of(part).table().markdown()
                                        + "\n"
                                        + remarks(part))
                .collect(Collectors.joining("\n", "", "\n" + conditions() + "\n"));
    }

    private ServersTable of(Part part) {
        return new ServersTable(part.servers, subjects.against());
    }

    private static String heading(Part part) {
        return part.options.connections() + " clients of each server";
    }

    private String remarks(Part part) {
        return of(part).remarks(part.options, placement).stream()
                .map(remark -> remark + ".\n")
                .collect(Collectors.joining());
    }

    private String conditions() {
        Turns options = parts.getFirst().options;
        return String.format(
                Locale.ROOT,
                "%s, seed %d, server on CPU %s, load on CPU %s; %d launches of %d rounds of %.1f s,"
                        + " %d requests of warm-up; %s.",
                log.name(),
                options.seed(),
                placement.serverCpus(),
                placement.loadCpus(),
                options.launches(),
                options.rounds(),
                options.slice().toMillis() / 1e3,
                options.warmupRequests(),
                machine);
    }
}
