package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.disk.Band;
import webarch.harness.disk.Device;
import webarch.harness.disk.DeviceReads;
import webarch.harness.disk.DiskUse;
import webarch.harness.disk.Storage;
import webarch.harness.load.ClientTime;
import webarch.harness.load.Distributions;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.load.Outcomes;
import webarch.harness.load.SessionTotals;
import webarch.harness.measure.CpuTimes;
import webarch.harness.measure.ProcessTree;
import webarch.harness.plan.Level;
import webarch.harness.plan.Scale;
import webarch.harness.plan.Topology;

/** Each rule by which a run counts or not, on windows of one second and ten clients. */
class ValidityTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WARMUP_NANOS = 10 * SECOND;
    private static final int CLIENTS = 10;
    private static final Scale SCALE =
            new Scale(
                    "smoke",
                    1,
                    0,
                    Duration.ofSeconds(1),
                    500,
                    Duration.ofSeconds(1),
                    0,
                    List.of(Level.closed(CLIENTS)),
                    List.of(),
                    Set.of(),
                    Map.of(),
                    Optional.empty(),
                    Map.of());

    private long warmupReplies = 500;
    private long replies = 10_000;
    private long unaccounted;
    private long unaccountedBefore;
    private double busyClients = CLIENTS;
    private long stealTicks;
    private Map<ErrorKind, Long> warmupErrors = Map.of();
    private Map<ErrorKind, Long> errors = Map.of();
    private Optional<DiskUse> disk = Optional.empty();

    private List<String> judge() {
        return Validity.judge(window(), SCALE);
    }

    private Window window() {
        LoadSnapshot before =
                snapshot(
                        WARMUP_NANOS,
                        new Outcomes(warmupReplies, counted(warmupErrors)),
                        new ClientTime(0, 0, 0, 0, 0),
                        warmupReplies + sum(warmupErrors) + unaccountedBefore);
        LoadSnapshot after =
                snapshot(
                        WARMUP_NANOS + SECOND,
                        new Outcomes(
                                warmupReplies + replies,
                                counted(errors.isEmpty() ? warmupErrors : errors)),
                        new ClientTime(
                                (long) (0.4 * busyClients * SECOND),
                                (long) (0.2 * busyClients * SECOND),
                                (long) (0.1 * busyClients * SECOND),
                                (long) (0.2 * busyClients * SECOND),
                                (long) (0.1 * busyClients * SECOND)),
                        warmupReplies
                                + replies
                                + sum(errors.isEmpty() ? warmupErrors : errors)
                                + unaccountedBefore
                                + unaccounted);
        return new Window(
                new LoadWindow(
                        before,
                        after.minus(before),
                        Distributions.none(),
                        CLIENTS,
                        Optional.empty()),
                new Reading(before, 0, 0, Map.of(), Optional.empty()),
                new Reading(after, 0, 0, Map.of(), Optional.empty()),
                new ProcessTree(ProcessHandle.current().pid()).sample(),
                0,
                new CpuTimes(100, stealTicks),
                Optional.empty(),
                disk);
    }

    /** At any moment every client waits for a reply. */
    private static LoadSnapshot snapshot(
            long nanoTime, Outcomes outcomes, ClientTime time, long ended) {
        return new LoadSnapshot(
                nanoTime,
                List.of(outcomes),
                0,
                0,
                time,
                new SessionTotals(0, 0, 0),
                CLIENTS,
                ended + CLIENTS);
    }

    private static long sum(Map<ErrorKind, Long> errors) {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<ErrorKind, Long> counted(Map<ErrorKind, Long> errors) {
        Map<ErrorKind, Long> counts = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : ErrorKind.values()) {
            counts.put(kind, errors.getOrDefault(kind, 0L));
        }
        return counts;
    }

    @Test
    void aCleanRunIsValid() {
        assertEquals(List.of(), judge());
    }

    @Test
    void theWarmUpMustBeReached() {
        warmupReplies = 499;
        assertEquals(List.of("warm-up not reached: 499 of 500 replies in 10.0 s"), judge());
    }

    @ParameterizedTest
    @CsvSource({
        "STATUS",
        "BODY",
        "TIMEOUT",
        "SOCKET_TIMEOUT",
        "NO_ADDRESS",
        "NO_DESCRIPTOR",
        "TABLE_FULL"
    })
    void aSingleErrorOfTheseKindsIsTooMany(ErrorKind kind) {
        errors = Map.of(kind, 1L, ErrorKind.RESET, 2L);
        List<String> reasons = judge();
        assertEquals(1, reasons.size());
        assertEquals(
                List.of("1 " + kind.label(), "2 reset"),
                List.of(reasons.getFirst().substring("errors: ".length()).split(", ", -1)).stream()
                        .sorted()
                        .toList());
    }

    @Test
    void evenInTheWarmUp() {
        warmupErrors = Map.of(ErrorKind.BODY, 1L);
        assertEquals(List.of("errors: 1 body"), judge());
    }

    @Test
    void closesThatCrossARequestAreToleratedUpToOneInAThousand() {
        errors = Map.of(ErrorKind.RESET, 5L, ErrorKind.CLOSED, 5L);
        assertEquals(List.of(), judge());
        errors = Map.of(ErrorKind.RESET, 6L, ErrorKind.CLOSED, 5L);
        assertEquals(List.of("errors: 6 reset, 5 closed"), judge());
    }

    @Test
    void aWindowWithoutRepliesSaysNothingElse() {
        replies = 0;
        assertEquals(List.of("no reply in the measured window"), judge());
    }

    @Test
    void everyRequestIsAccountedFor() {
        unaccounted = 3;
        assertEquals(List.of("clients offered 10003 requests but account for 10000"), judge());
    }

    @Test
    void everyRequestOfTheWarmUpToo() {
        unaccountedBefore = 1;
        assertEquals(
                List.of("clients offered 501 requests of the warm-up but account for 500"),
                judge());
    }

    @Test
    void littlesLawHoldsWithinFivePercent() {
        busyClients = 9.51;
        assertEquals(List.of(), judge());
        busyClients = 9.4;
        assertEquals(List.of("Little's law off by -6.0 %"), judge());
        busyClients = 10.7;
        assertEquals(List.of("Little's law off by 7.0 %"), judge());
    }

    @Test
    void stealAboveTwoPercentIsTooMuch() {
        stealTicks = 3;
        assertEquals(List.of(), judge());
        stealTicks = 5;
        assertEquals(List.of("steal time 5.0 %"), judge());
    }

    @Test
    void cpusThatSomethingElseUsedAreTold() {
        assertEquals(List.of(), Validity.contention(1.24));
        assertEquals(
                List.of(
                        "contention: beside the run the CPUs were 1.90 times slower by interruptions"),
                Validity.contention(1.9));
    }

    @Test
    void aTurnIsJudgedByTheSameRules() {
        assertEquals(List.of(), judgeTurn(1));
        warmupErrors = Map.of(ErrorKind.BODY, 1L);
        assertEquals(List.of("errors: 1 body"), judgeTurn(1));
        warmupErrors = Map.of();
        busyClients = 9.4;
        unaccounted = 3;
        assertEquals(
                List.of(
                        "clients offered 10503 requests since the last turn but account for 10500",
                        "Little's law off by -6.0 %",
                        "contention: beside the turn the CPUs were 1.30 times slower by"
                                + " interruptions"),
                judgeTurn(1.3));
        unaccounted = 0;
        replies = 0;
        assertEquals(List.of("no reply in the measured window"), judgeTurn(1));
    }

    @Test
    void oneTickOfStealDoesNotLoseATurn() {
        LoadWindow turn = window().load();
        assertEquals(List.of(), Validity.judge(turn, new CpuTimes(16, 1), 1));
        assertEquals(List.of("steal time 12.5 %"), Validity.judge(turn, new CpuTimes(16, 2), 1));
    }

    private List<String> judgeTurn(double slowdown) {
        return Validity.judge(window().load(), new CpuTimes(16, 0), slowdown);
    }

    @Test
    void aDeviceThatDidSomethingElseThanPlannedIsNamed() {
        Band band = new Band(0.05, 1, Duration.ofMillis(5), Duration.ofMillis(8));
        Storage storage =
                new Storage("heavy", Optional.empty(), new Device(Duration.ofMillis(5), 16), band);
        DeviceReads reads = new DeviceReads(100, 1_000_000, 100 * 6_000_000L);
        disk =
                Optional.of(
                        new DiskUse(
                                storage,
                                null,
                                reads,
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                128L,
                                0));
        assertEquals(List.of("device reads per request 0.0100, outside 0.05..1.0"), judge());
    }

    @ParameterizedTest
    @CsvSource({
        "PINNED,    0.97, 0.89, saturated",
        "PINNED,    0.96, 0.89, unsaturated",
        "PINNED,    0.99, 0.90, client-limited",
        "PINNED,    0.50, 0.95, client-limited",
        "COLOCATED, 0.50, 0.50, colocated"
    })
    void saturation(Topology topology, double server, double load, String label) {
        assertEquals(label, Saturation.of(topology, server, load).label());
    }

    @Test
    void othersWhoUsedTheMachineAreToldFromFaults() {
        assertTrue(
                Validity.isOfTheMachine(invalid("steal time 6.8 %; contention: beside the run")));
        assertTrue(Validity.isOfTheMachine(invalid("contention: beside the run")));
        assertFalse(Validity.isOfTheMachine(invalid("errors: 1 body; steal time 6.8 %")));
        assertFalse(Validity.isOfTheMachine(invalid("errors: 1 body")));
    }

    @Test
    void withoutReasonsNothingFailed() {
        assertTrue(Validity.isOfTheMachine(List.of()));
        assertTrue(Validity.isOfTheMachine(List.of("steal time 6.8 %", "contention: beside")));
        assertFalse(Validity.isOfTheMachine(List.of("steal time 6.8 %", "no reply")));
    }

    private static RunsCsv.Entry invalid(String reasons) {
        return new RunsCsv.Entry("b01-userver-c001", false, reasons);
    }
}
