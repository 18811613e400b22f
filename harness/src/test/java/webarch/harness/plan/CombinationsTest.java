package webarch.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.UsageException;
import webarch.harness.yaml.YamlFile;

/** Which combinations of servers, factors and loads a plan has at a scale. */
class CombinationsTest {
    private static final String PLAN =
            """
            plan: p
            description: d
            workload: specweb99
            seed: 7
            servers:
              - {name: sped, server: userver, jvm: [-Xmn8m]}
              - {name: symped, server: userver, factors: {loops: [2, 4], sockets: [blocking, non]}}
            connections: [1, 64]
            constraints:
              - exclude: {server: sped, connections: 1}
              - {when: {sockets: blocking}, require: {loops: 4, connections: [64]}}
            scales:
              smoke: {repetitions: 1, warmup: 1s, warmup_requests: 1, duration: 1s}
              quick: {repetitions: 1, warmup: 1s, warmup_requests: 1, duration: 1s,
                      servers: [symped], factors: {loops: [4]}}
            """;

    @TempDir Path folder;

    private Plan read(String yaml) throws IOException {
        return PlanFile.read(
                YamlFile.read(Files.writeString(folder.resolve("p.yaml"), yaml), "p.yaml"));
    }

    private static List<String> ids(Plan plan, String scale) {
        return plan.runs(plan.scale(scale)).stream().map(PlannedRun::runId).sorted().toList();
    }

    @Test
    void aServerMayHaveFactorsOfItsOwnAndCombinationsMayBeLeftOut() throws IOException {
        assertEquals(
                List.of(
                        "b01-sped-c064",
                        "b01-symped-loops_2-sockets_non-c001",
                        "b01-symped-loops_2-sockets_non-c064",
                        "b01-symped-loops_4-sockets_blocking-c064",
                        "b01-symped-loops_4-sockets_non-c001",
                        "b01-symped-loops_4-sockets_non-c064"),
                ids(read(PLAN), "smoke"));
    }

    @Test
    void aScaleMayHaveFewerServersAndLevels() throws IOException {
        Plan plan = read(PLAN);
        assertEquals(
                List.of(
                        "b01-symped-loops_4-sockets_blocking-c064",
                        "b01-symped-loops_4-sockets_non-c001",
                        "b01-symped-loops_4-sockets_non-c064"),
                ids(plan, "quick"));
    }

    @Test
    void aPlanAgainstItselfHasItsFirstServerTwiceUnderTheMiddleLevel() throws IOException {
        Plan itself = read(PLAN).againstItself("quick");
        assertEquals("p-aa", itself.name());
        assertEquals(
                List.of("b01-symped-again-c064", "b01-symped-c064", "b02-symped-again-c064"),
                ids(itself, "quick").subList(0, 3));
        assertEquals(2 * 8, itself.runs(itself.scale("quick")).size());
        for (PlannedRun run : itself.runs(itself.scale("quick"))) {
            assertEquals(List.of("--loops=4", "--sockets=blocking"), run.subject().arguments());
        }
    }

    @Test
    void aLoadMayBeAShareOfThePeakThatEachServerIsSeenToReach() throws IOException {
        Plan plan =
                read(
                        PLAN.replace(
                                        "connections: [1, 64]",
                                        "offered: [50%, 12.5%]\nmax_clients: 9")
                                .replace(", connections: 1}", ", offered: 50%}")
                                .replace(", connections: [64]}", ", offered: [12.5%]}"));
        assertEquals(
                List.of(
                        "b01-symped-loops_4-sockets_blocking-o013",
                        "b01-symped-loops_4-sockets_non-o013",
                        "b01-symped-loops_4-sockets_non-o050"),
                ids(plan, "quick"));
        assertEquals(
                List.of(
                        "p01-symped-loops_4-sockets_blocking-c064",
                        "p01-symped-loops_4-sockets_non-c064"),
                plan.peaks(plan.scale("quick")).stream().map(PlannedRun::runId).sorted().toList());
        PlannedRun half = plan.runs(plan.scale("quick")).getFirst().at(1000);
        assertEquals(OptionalDouble.of(1000), half.level().sessionRate());
        assertEquals(9, half.connections());
    }

    @Test
    void workloadsAndCpusAreCrossedWithTheRest() throws IOException {
        Plan plan =
                read(PLAN.replace("workload: specweb99", "workload: [tiny, my/own.yaml]")
                                .replace("seed: 7", "seed: 7\nserver_cpus: [1, 2, 4]")
                                .replace("jvm: [-Xmn8m]", "options: {loops: '{cpu_count}'}"))
                        .onCpus(4)
                        .withSubjects(List.of("sped"));
        List<PlannedRun> runs = plan.runs(plan.scale("smoke"));
        assertEquals(
                List.of(
                        "b01-sped-own-cpus1-c064",
                        "b01-sped-own-cpus2-c064",
                        "b01-sped-tiny-cpus1-c064",
                        "b01-sped-tiny-cpus2-c064"),
                runs.stream().map(PlannedRun::runId).sorted().toList());
        for (PlannedRun run : runs) {
            assertEquals(List.of("--loops=" + run.serverCpus()), run.subject().arguments());
        }
    }

    @Test
    void aPairedPlanHasLaunchesOfTurns() throws IOException {
        String paired =
                PLAN.replaceAll(
                                "repetitions: 1, (.*) duration: 1s",
                                "launches: 5, rounds: 4, slice: 0.5s, $1")
                        .replaceAll(",([},])", "$1")
                        .replace("seed: 7", "seed: 7\nmode: paired");
        Plan plan = read(paired);
        assertEquals(5, plan.scale("smoke").repetitions());
        assertEquals(4, plan.scale("smoke").rounds());
        assertEquals(
                List.of("sped", "symped", "symped", "symped"),
                plan.variants(plan.scale("smoke")).stream().map(Subject::name).toList());
        assertEquals(
                "p.yaml:8: `mode` paired is for `connections` and one workload",
                refusal(
                        paired.replace("workload: specweb99", "workload: [tiny, large]")
                                .replace("seed: 7\nmode: paired", "seed: 7\n\n\n\nmode: paired")));
        assertEquals(
                "p.yaml:14: `slice` must be from 50ms to 10s, not `11s`",
                refusal(paired.replace("slice: 0.5s", "slice: 11s")));
        assertEquals(
                "p.yaml:14: `launches` is for mode paired",
                refusal(
                        PLAN.replace("mode: paired", "mode: runs")
                                .replace("quick: {", "quick: {launches: 3, ")));
        assertEquals(
                "p.yaml:5: `mode` cannot be `paird`; did you mean `paired`?",
                refusal(paired.replace("mode: paired", "mode: paird")));
    }

    private String refusal(String yaml) {
        return assertThrows(UsageException.class, () -> read(yaml)).getMessage();
    }

    @Test
    void flagsForTheJvmAreOptions() throws IOException {
        assertEquals(List.of("-J-Xmn8m"), read(PLAN).subjects().getFirst().arguments());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    exclude: {server: sped,    | exclude: {server: sepd,    | p.yaml:10: `server` is never `sepd` in this plan; known: `sped`, `symped`
    exclude: {server: sped,    | exclude: {servr: sped,     | p.yaml:10: unknown key `servr`; did you mean `server`?
    exclude: {server: sped, connections: 1} | exclude: {} | p.yaml:10: `exclude` must name at least one dimension
    exclude: {server: sped, connections: 1} | when: {loops: 2} | p.yaml:10: `constraints` lacks the key `require`
    require: {loops: 4,        | require: {loops: 3,        | p.yaml:11: `loops` is never `3` in this plan; did you mean `2`?
    connections: [64]}         | connections: [65]}         | p.yaml:11: `connections` is never `65` in this plan; did you mean `64`?
    servers: [symped]          | servers: [symp]            | p.yaml:15: `servers` has no `symp`; known: `sped`, `symped`
    factors: {loops: [4]}      | factors: {loop: [4]}       | p.yaml:15: unknown key `loop`; did you mean `loops`?
    jvm: [-Xmn8m]              | jvm: [Xmn8m]               | p.yaml:6: `jvm` is a list of flags such as -XX:+UseZGC, not `Xmn8m`
    """)
    void mistakesAreNamedWithTheirPlace(String right, String wrong, String message) {
        assertEquals(
                message,
                assertThrows(UsageException.class, () -> read(PLAN.replace(right, wrong)))
                        .getMessage());
    }

    @Test
    void aPlanWithoutRunsIsRefused() throws IOException {
        Plan plan = read(PLAN.replace("server: sped, connections: 1", "connections: [1, 64]"));
        assertEquals(
                "plan p: no run is left at scale smoke",
                assertThrows(UsageException.class, () -> ids(plan, "smoke")).getMessage());
    }
}
