package webarch.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import webarch.harness.UsageException;
import webarch.harness.disk.Band;
import webarch.harness.disk.Device;
import webarch.harness.disk.Storage;
import webarch.harness.load.Draining;
import webarch.harness.load.Transport;

/** A plan, a scale and a seed decide the runs and their order. */
class ExpansionTest {
    private static final Scale SCALE =
            new Scale(
                    "smoke",
                    4,
                    0,
                    Duration.ofSeconds(1),
                    100,
                    Duration.ofSeconds(1),
                    0,
                    List.of(Level.closed(1), Level.closed(64), Level.closed(1024)),
                    List.of(),
                    Set.of(),
                    Map.of(),
                    Optional.empty(),
                    Map.of());

    private static Plan plan(long seed, Map<String, List<String>> factors) {
        return plan(seed, factors, List.of(Observation.THROUGHPUT));
    }

    private static Plan plan(
            long seed, Map<String, List<String>> factors, List<Observation> observations) {
        return new Plan(
                "p",
                "d",
                Mode.RUNS,
                List.of("w"),
                Optional.empty(),
                seed,
                Optional.empty(),
                Duration.ofSeconds(10),
                Draining.FREE,
                Transport.NETTY,
                List.of(Subject.ours("knot"), Subject.ours("userver")),
                observations,
                factors,
                List.of(),
                64,
                List.of(),
                Map.of("smoke", SCALE));
    }

    private static List<String> ids(Plan plan) {
        return plan.runs(SCALE).stream().map(PlannedRun::runId).toList();
    }

    @Test
    void whatIsCountedIsCountedInTheFirstBlock() {
        List<Observation> both = List.of(Observation.THROUGHPUT, Observation.COUNTS);
        List<PlannedRun> counted =
                plan(1, Map.of(), both).runs(SCALE).stream()
                        .filter(run -> run.observation() == Observation.COUNTS)
                        .toList();
        // Two servers under three levels of load.
        assertEquals(6, counted.size());
        assertTrue(counted.stream().allMatch(run -> run.block() == 1), counted.toString());
    }

    @Test
    void everyConditionHasARunForEachObservation() {
        List<Observation> both = List.of(Observation.THROUGHPUT, Observation.PROFILE);
        List<PlannedRun> runs = plan(1, Map.of(), both).runs(SCALE);
        assertEquals(2 * ids(plan(1, Map.of())).size(), runs.size());
        for (PlannedRun run : runs) {
            assertEquals(
                    run.observation() == Observation.PROFILE,
                    run.runId().endsWith("-profile"),
                    run.runId());
        }
    }

    @Test
    void everyStorageIsCrossedWithSubjectsAndLevels() {
        Band any = new Band(0, 1, Duration.ZERO, Duration.ofSeconds(1));
        List<Storage> storages =
                List.of(
                        new Storage("moderate", Optional.empty(), Device.NATIVE, any),
                        new Storage("heavy", Optional.empty(), Device.NATIVE, any));
        Scale onDisk =
                new Scale(
                        "smoke",
                        1,
                        0,
                        Duration.ofSeconds(1),
                        100,
                        Duration.ofSeconds(1),
                        0,
                        List.of(Level.closed(8)),
                        storages,
                        Set.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of());
        assertEquals(
                Set.of(
                        "b01-knot-moderate-c008",
                        "b01-knot-heavy-c008",
                        "b01-userver-moderate-c008",
                        "b01-userver-heavy-c008"),
                plan(1, Map.of()).runs(onDisk).stream()
                        .map(PlannedRun::runId)
                        .collect(Collectors.toSet()));
        assertEquals(
                Duration.ofSeconds(2).plus(Storage.PREPARATION),
                onDisk.loadTime(),
                "evicting and filling takes time too");
    }

    @Test
    void everyBlockHoldsEveryCombinationOnce() {
        List<PlannedRun> runs = plan(1, Map.of()).runs(SCALE);
        assertEquals(24, runs.size());
        for (int block = 1; block <= 4; block++) {
            int b = block;
            Set<String> inBlock =
                    runs.subList(6 * (b - 1), 6 * b).stream()
                            .map(PlannedRun::runId)
                            .collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            "b0" + b + "-knot-c001",
                            "b0" + b + "-knot-c064",
                            "b0" + b + "-knot-c1024",
                            "b0" + b + "-userver-c001",
                            "b0" + b + "-userver-c064",
                            "b0" + b + "-userver-c1024"),
                    inBlock);
        }
        assertEquals(
                IntStream.rangeClosed(1, 24).boxed().toList(),
                runs.stream().map(PlannedRun::position).toList());
    }

    @Test
    void theOrderFollowsFromTheSeedAndDiffersBetweenBlocks() {
        List<String> once = ids(plan(1, Map.of()));
        assertEquals(once, ids(plan(1, Map.of())));
        assertNotEquals(once, ids(plan(2, Map.of())));
        assertNotEquals(
                once.subList(0, 6).stream().map(id -> id.substring(3)).toList(),
                once.subList(6, 12).stream().map(id -> id.substring(3)).toList());
    }

    @Test
    void thePaddingOfTheEnvironmentVariesAndFollowsFromTheSeed() {
        List<PlannedRun> runs = plan(1, Map.of()).runs(SCALE);
        assertEquals(runs, plan(1, Map.of()).runs(SCALE));
        assertTrue(
                runs.stream().map(PlannedRun::environmentPadding).distinct().count() > 20,
                "24 draws from 4096");
    }

    @Test
    void factorsBecomeOptionsOfEveryServer() {
        List<PlannedRun> runs = plan(1, Map.of("cache", List.of("shared", "private"))).runs(SCALE);
        assertEquals(48, runs.size());
        PlannedRun one =
                runs.stream()
                        .filter(run -> run.runId().equals("b03-knot-cache_private-c064"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(List.of("--cache=private"), one.subject().arguments());
        assertEquals("knot", one.subject().name());
    }

    @Test
    void levelsThatCannotBeToldApartAreRefused() {
        Plan plan = plan(1, Map.of("path", List.of("a/b", "a:b")));
        assertTrue(
                assertThrows(UsageException.class, () -> plan.runs(SCALE))
                        .getMessage()
                        .startsWith("plan p: two runs would both be called `b01-knot-path_a_b-c"));
    }

    @Test
    void serversCanBeChosenByName() {
        Plan plan = plan(1, Map.of()).withSubjects(List.of("userver"));
        assertEquals(12, plan.runs(SCALE).size());
        assertEquals(
                "--servers: plan p has no `usever`; did you mean `userver`?",
                assertThrows(
                                UsageException.class,
                                () -> plan(1, Map.of()).withSubjects(List.of("usever")))
                        .getMessage());
    }
}
