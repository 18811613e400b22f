package webarch.analysis.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CPU per request and rates of replies decide, by how busy server and load were. */
final class CapacityTest {
    private static final String ABOUT_PEERS = "event-not-behind-nginx";

    @TempDir Path folder;
    private InventedCampaigns data;

    @BeforeEach
    void data() throws IOException {
        data = InventedCampaigns.write(folder);
    }

    @Test
    void cpuPerRequestAtThePeakDecidesNothingWhereOneServerHadTimeToSpare() throws IOException {
        data.put(data.runs("peers"), of("nginx"), "server_utilisation", "0.9");
        data.put(data.runs("peers"), of("nginx"), "saturation", "unsaturated");

        Finding finding = data.finding(ABOUT_PEERS);

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(
                finding.basis()
                        .endsWith(
                                "; CPUs of the server 90.0% busy, below 97.0%, so no capacity:"
                                        + " nginx at 64 clients"),
                finding.basis());
        assertEquals(0, data.verify());
    }

    @Test
    void aContradictionNeedsBusyServersToo() throws IOException {
        data.multiply(data.runs("peers"), of("nginx"), "cpu_us_per_request", 0.5);
        assertEquals(Verdict.CONTRADICTED, data.finding(ABOUT_PEERS).verdict());

        data.put(data.runs("peers"), of("userver"), "server_utilisation", "0.9");

        assertEquals(Verdict.UNDECIDED, data.finding(ABOUT_PEERS).verdict());
    }

    @Test
    void theMeanOverTheRunsThatAreUsedCounts() throws IOException {
        data.put(
                data.runs("peers"),
                of("nginx").and(run -> run.get("block").equals("2")),
                "server_utilisation",
                "0.95");

        assertEquals(Verdict.REPRODUCED, data.finding(ABOUT_PEERS).verdict());
    }

    @Test
    void theSameHoldsOfSlices() throws IOException {
        data.put(slices(), of("knot").and(inLaunch("1")), "server_utilisation", "0.95");
        assertEquals(Verdict.REPRODUCED, data.finding("event-ahead-of-threads").verdict());

        data.put(slices(), of("knot"), "server_utilisation", "0.95");

        Finding finding = data.finding("event-ahead-of-threads");
        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().endsWith("knot at 64 clients"), finding.basis());
        assertEquals(Verdict.REPRODUCED, data.finding("event-cheaper-than-netty").verdict());
    }

    @Test
    void aBusyLoadIsNoObstacleToCpuPerRequestOfABusyServer() throws IOException {
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "load_utilisation", "0.99");
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "saturation", "client-limited");

        assertEquals(Verdict.REPRODUCED, data.finding(ABOUT_PEERS).verdict());
    }

    @Test
    void whereTheyShareACpuServerAndLoadTogetherHaveToLeaveNothingIdle() throws IOException {
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "topology", "colocated");
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "saturation", "colocated");
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "server_utilisation", "0.6");
        data.put(data.runs("peers"), InventedCampaigns::everyRow, "load_utilisation", "0.39");
        assertEquals(Verdict.REPRODUCED, data.finding(ABOUT_PEERS).verdict());

        data.put(data.runs("peers"), InventedCampaigns::everyRow, "load_utilisation", "0.3");

        Finding finding = data.finding(ABOUT_PEERS);
        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().contains("CPUs of server and load 90.0% busy"), finding.basis());
    }

    @Test
    void offThePeakCpuPerRequestDecidesAtAnyLoad() throws IOException {
        data.put(data.runs("throughput"), InventedCampaigns::everyRow, "server_utilisation", "0.2");

        assertEquals(
                Verdict.REPRODUCED,
                data.findingOf(claim("cpu_us_per_request", "knot", "userver")).verdict());
    }

    @Test
    void sensitivityIsExemptWhereItLooksOffThePeakOnPurpose() throws IOException {
        data.put(data.runs("throughput"), InventedCampaigns::everyRow, "server_utilisation", "0.9");
        data.put(
                data.runs("offered-load"),
                run -> run.get("offered_share").equals("0.9"),
                "offered_share",
                "0.75");
        data.put(
                data.runs("offered-load"),
                InventedCampaigns::everyRow,
                "server_utilisation",
                "0.7");

        assertEquals(Verdict.REPRODUCED, sensitivity("one client"));
        assertEquals(Verdict.REPRODUCED, sensitivity("most clients"));
        assertEquals(Verdict.REPRODUCED, sensitivity("three quarters of the peak"));
        assertEquals(Verdict.UNDECIDED, sensitivity("own process each"));
    }

    @Test
    void aRateDecidesOnlyWhereTheServerWasTheLimit() throws IOException {
        Finding finding = data.findingOf(claim("replies_per_s", "userver", "netty"));

        assertEquals(Verdict.UNDECIDED, finding.verdict());
        assertTrue(finding.basis().contains("so no capacity"), finding.basis());
        assertFalse(finding.evidence().obstacle().isEmpty());
    }

    private Verdict sensitivity(String setting) {
        Sensitivity sensitivity =
                Sensitivity.of(Claims.read(InventedCampaigns.SHIPPED), data.collection());
        int column =
                sensitivity.settings().stream()
                        .map(Sensitivity.Setting::name)
                        .toList()
                        .indexOf(setting);
        Finding finding = sensitivity.rows().getFirst().findings().get(column);
        assertEquals("event-ahead-of-threads", finding.id());
        return finding.verdict();
    }

    /** With a single client, where no server is busy. */
    private static String claim(String metric, String of, String to) {
        return """
                paper:
                  - id: one
                    statement: s
                    source: s
                    number: n
                    plan: throughput
                    ratio: {metric: %s, of: {server: %s, at: 1}, to: {server: %s, at: 1}}
                    reproduced: above 1
                    contradicted: below 1
                """
                .formatted(metric, of, to);
    }

    private Path slices() {
        return data.campaign("best").resolve("slices.csv");
    }

    private static Predicate<Map<String, String>> of(String server) {
        return row -> row.get("server").equals(server);
    }

    private static Predicate<Map<String, String>> inLaunch(String launch) {
        return slice -> slice.get("launch").equals(launch);
    }
}
