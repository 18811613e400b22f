package webarch.harness.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.load.Draining;
import webarch.harness.load.LoadOptions;
import webarch.harness.load.SessionRate;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/** What of a load reaches an agent, over the wire. */
class JobTest {
    private static final LoadOptions LOOP =
            new LoadOptions(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                            8,
                            1,
                            Duration.ofSeconds(5),
                            false)
                    .withRamp(Duration.ofSeconds(3))
                    .withDraining(new Draining(4096, 100_000));

    @TempDir private Path folder;

    private static List<Job> sent(LoadOptions whole, RemoteWorkload workload, int hosts) {
        return IntStream.range(0, hosts)
                .mapToObj(i -> new Order(Order.Kind.PREPARE, Job.share(whole, workload, i, hosts)))
                .map(order -> Wire.parse(Wire.line(order), Order.class).job())
                .toList();
    }

    private RemoteWorkload workload() throws IOException {
        Path yaml =
                Files.writeString(
                        folder.resolve("thoughtful.yaml"),
                        """
                        name: thoughtful
                        description: For tests
                        directories: 2
                        classes:
                          - {weight: 1, smallest: 100, step: 100, files: 9}
                        popularity:
                          zipf: 1
                        session:
                          requests: 3
                          think: {active: 10ms, inactive: 50ms, requests_per_page: 2}
                        methods: {get: 9, head: 1}
                        """);
        Workload workload = Workload.load(yaml.toString());
        Files.delete(yaml);
        return RemoteWorkload.of(workload, 3, workload.requestLog(3));
    }

    @Test
    void aHostDoesWhatTheWholeLoadDoesWithItsShareOfTheClients() throws IOException {
        List<LoadOptions> shares =
                sent(LOOP, workload(), 3).stream().map(job -> job.options(1)).toList();
        assertEquals(List.of(3, 3, 2), shares.stream().map(LoadOptions::connections).toList());
        for (LoadOptions share : shares) {
            assertEquals(LOOP.ramp(), share.ramp());
            assertEquals(LOOP.timeout(), share.timeout());
            assertEquals(LOOP.draining(), share.draining());
            assertEquals(LOOP.transport(), share.transport());
            assertEquals(LOOP.server().getAddress(), share.server().getAddress());
        }
    }

    @Test
    void sessionRatesAddUpAndTheirArrivalsDiffer() throws IOException {
        LoadOptions open = LOOP.withSessionRate(Optional.of(new SessionRate(30, true, 1)));
        List<SessionRate> rates =
                sent(open, workload(), 3).stream()
                        .map(job -> job.options(1).sessionRate().orElseThrow())
                        .toList();
        assertEquals(30, rates.stream().mapToDouble(SessionRate::perSecond).sum(), 1e-9);
        assertEquals(3, rates.stream().map(SessionRate::seed).distinct().count());
    }

    @Test
    void aHostNeedsNoFileToMakeTheSameRequestsAndThinkTimes() throws IOException {
        RemoteWorkload workload = workload();
        RequestLog there = sent(LOOP, workload, 2).getLast().workload().requestLog();
        assertTrue(there.thinks());
        assertEquals(workload.sha256(), there.sha256());
    }
}
