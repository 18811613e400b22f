package webarch.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.disk.Storage;
import webarch.harness.load.Draining;
import webarch.harness.yaml.YamlFile;

/** A plan is read strictly, and what is wrong with it is said with its line and key. */
class PlanFileTest {
    private static final String GOOD =
            """
            plan: caches
            description: What a private cache costs
            workload: specweb99
            seed: 7
            topology: pinned
            servers:
              - knot
              - {name: two, server: userver, options: {loops: 2, direct: true, lazy: false}}
              - name: nginx
                command: [nginx, -c, "{dir}/nginx.conf"]
            connections: [1, 16]
            factors:
              cache: [shared, private]
            scales:
              smoke:
                repetitions: 3
                warmup: 0.8s
                warmup_requests: 2000
                duration: 1s
            """;

    @TempDir Path folder;

    private Plan read(String yaml) throws IOException {
        return PlanFile.read(
                YamlFile.read(Files.writeString(folder.resolve("p.yaml"), yaml), "p.yaml"));
    }

    @Test
    void everythingInAPlanIsRead() throws IOException {
        Plan plan = read(GOOD);
        assertEquals("caches", plan.name());
        assertEquals(7, plan.seed());
        assertEquals(Optional.of(Topology.PINNED), plan.topology());
        assertEquals(Duration.ofSeconds(10), plan.timeout());
        assertEquals(
                List.of(
                        Subject.ours("knot"),
                        new Subject(
                                "two",
                                "userver",
                                List.of("--loops=2", "--direct"),
                                List.of(),
                                Map.of()),
                        new Subject(
                                "nginx",
                                "nginx",
                                List.of(),
                                List.of("nginx", "-c", "{dir}/nginx.conf"),
                                Map.of())),
                plan.subjects());
        assertEquals(Map.of("cache", List.of("shared", "private")), plan.factors());
        assertEquals(
                new Scale(
                        "smoke",
                        3,
                        0,
                        Duration.ofMillis(800),
                        2000,
                        Duration.ofSeconds(1),
                        0,
                        List.of(Level.closed(1), Level.closed(16)),
                        List.of(),
                        Set.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of()),
                plan.scale("smoke"));
    }

    @Test
    void aServerThatCompilesForLongerMayHaveALongerWarmUp() throws IOException {
        String more = GOOD + "    warmup_requests_of: {knot: 9000}\n";
        Plan plan = read(more);
        for (PlannedRun run : plan.runs(plan.scale("smoke"))) {
            long expected = run.subject().name().equals("knot") ? 9000 : 2000;
            assertEquals(expected, plan.scale("smoke").of(run).warmupRequests(), run.toString());
        }
        UsageException refusal =
                assertThrows(UsageException.class, () -> read(more.replace("{knot:", "{knott:")));
        assertTrue(refusal.getMessage().contains("knott"), refusal.getMessage());
    }

    @Test
    void aProfileMayHaveAWarmUpOfItsOwn() throws IOException {
        Scale scale =
                read(GOOD + "    profile_warmup: 2s\n    profile_warmup_requests: 5000\n")
                        .scale("smoke");
        assertEquals(Duration.ofSeconds(2), scale.of(Observation.PROFILE).warmup());
        assertEquals(5000, scale.of(Observation.PROFILE).warmupRequests());
        assertEquals(Duration.ofMillis(800), scale.of(Observation.COUNTS).warmup());
        assertEquals(2000, scale.of(Observation.THROUGHPUT).warmupRequests());
        UsageException refusal =
                assertThrows(UsageException.class, () -> read(GOOD + "    profile_warmup: 2s\n"));
        assertTrue(
                refusal.getMessage().endsWith("`smoke` lacks the key `profile_warmup_requests`"),
                refusal.getMessage());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
    repetitions: 3        | repetition: 3         | p.yaml:16: unknown key `repetition`; did you mean `repetitions`?
    seed: 7               | sead: 7               | p.yaml:4: unknown key `sead`; did you mean `seed`?
    seed: 7               | plan: again           | p.yaml:4: `plan` is given twice
    seed: 7               | seed: seven           | p.yaml:4: `seed` must be a whole number, not `seven`
    seed: 7               | seed: -1              | p.yaml:4: `seed` must be from 0 to 9223372036854775807, not `-1`
    seed: 7               | seed:                 | p.yaml:4: `seed` must be a single value, not ``
    repetitions: 3        | repetitions: 0        | p.yaml:16: `repetitions` must be from 1 to 1000, not `0`
    warmup: 0.8s          | warmup: 0.8           | p.yaml:17: `warmup` must be a time such as `500ms`, `0.8s` or `2m`, not `0.8`
    duration: 1s          | duration: 0s          | p.yaml:19: `duration` must be at least 1ms, not `0s`
    duration: 1s          | duration: 25h         | p.yaml:19: `duration` must be at most 24h, not `25h`
    duration: 1s          | directories: 1        | p.yaml:15: `smoke` lacks the key `duration`
    "connections: [1, 16]"| "connections: [0, 16]"  | p.yaml:11: `connections` must be from 1 to 1000000, not `0`
    "connections: [1, 16]"| "connections: [16, 16]" | p.yaml:11: `connections` lists 16 twice
    "connections: [1, 16]"| connections: []       | p.yaml:11: `connections` must be a list with at least one entry, and is empty
    "connections: [1, 16]"| connections: 16       | p.yaml:11: `connections` must be a list with at least one entry, not `16`
    "connections: [1, 16]"| session_rate: [5]       | p.yaml:1: the file lacks the key `max_clients`
    "connections: [1, 16]"| "connections: [1]\nmax_clients: 5"    | p.yaml:12: `max_clients` goes with `session_rate` or `offered`, which are not there
    "connections: [1, 16]"| "max_clients: 9\nsession_rate: [0]"   | p.yaml:12: `session_rate` must be above 0 and at most 1000000, not `0`
    "connections: [1, 16]"| "max_clients: 9\nsession_rate: [5, 5.0]" | p.yaml:12: `session_rate` lists 5.0 twice
    topology: pinned      | topology: pined       | p.yaml:5: `topology` cannot be `pined`; did you mean `pinned`?
    - knot                | - two                 | p.yaml:8: `servers` has two entries called `two`
    - knot                | - Knot                | p.yaml:7: `servers` must start with a letter and hold nothing but a-z, 0-9, `.`, `_` and `-`, not `Knot`
    loops: 2              | port: 2               | p.yaml:8: `port` is set by the harness for every run; leave it out
    loops: 2              | --loops: 2            | p.yaml:8: `--loops` is not the name of an option; write it without the leading dashes
    server: userver       | servr: userver        | p.yaml:8: unknown key `servr`; did you mean `server`?
    smoke:                | smok:                 | p.yaml:15: unknown key `smok`; did you mean `smoke`?
    plan: caches          | plan: [caches         | p.yaml:2: not YAML: while parsing a flow sequence
    workload: specweb99   | workload: *common     | p.yaml:3: aliases (`*name`) are not supported; write the value out
    """)
    void mistakesAreNamedWithTheirPlace(String right, String wrong, String message) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> read(GOOD.replace(right, wrong)));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aKeyLikeNoOtherIsAnsweredWithAllThereAre() {
        String message =
                assertThrows(
                                UsageException.class,
                                () -> read(GOOD.replace("seed: 7", "colour: red")))
                        .getMessage();
        assertTrue(
                message.startsWith("p.yaml:4: unknown key `colour`; known: `clients`, "), message);
    }

    @Test
    void aPlanMayOfferSessionsInsteadOfClients() throws IOException {
        Plan plan =
                read(
                        GOOD.replace(
                                "connections: [1, 16]",
                                "session_rate: [100, 12.5]\nmax_clients: 4000"));
        Scale scale = plan.scale("smoke");
        assertEquals(List.of(Level.open(100, 4000), Level.open(12.5, 4000)), scale.levels());
        List<String> ids = plan.runs(scale).stream().map(PlannedRun::runId).toList();
        assertTrue(ids.contains("b01-knot-cache_shared-r100"), ids.toString());
        assertTrue(ids.contains("b01-knot-cache_shared-r12.5"), ids.toString());
    }

    @Test
    void clientsMayReadSlowly() throws IOException {
        Plan plan =
                read(
                        GOOD.replace(
                                "seed: 7",
                                "seed: 7\nclients: {receive_buffer: 4096, drain: 100000}"));
        assertEquals(new Draining(4096, 100_000), plan.draining());
        assertEquals(Draining.FREE, read(GOOD).draining());
    }

    @Test
    void aScaleChoosesAmongTheStoragesOfThePlan() throws IOException {
        String two =
                """
                storage:
                  - {name: moderate, band: {reads_per_request: [0, 1], latency: [0ms, 1s]}}
                  - {name: heavy, band: {reads_per_request: [0, 9], latency: [0ms, 1s]}}
                factors:
                """;
        String yaml = GOOD.replace("factors:\n", two);
        assertEquals(
                List.of("moderate", "heavy"),
                read(yaml).scale("smoke").storages().stream().map(Storage::name).toList());
        assertEquals(
                List.of("heavy"),
                read(yaml + "    storage: [heavy]\n").scale("smoke").storages().stream()
                        .map(Storage::name)
                        .toList());
        assertEquals(
                "p.yaml:23: `storage` is not a storage of the plan: `havy`; did you mean `heavy`?",
                assertThrows(UsageException.class, () -> read(yaml + "    storage: [havy]\n"))
                        .getMessage());
    }

    @Test
    void whatIsObservedIsOfOneWorkload() throws IOException {
        String observing = GOOD.replace("seed: 7", "seed: 7\nobserve: [throughput, profile]");
        assertEquals(2, read(observing).observations().size());
        String two = observing.replace("workload: specweb99", "workload: [tiny, large]");
        assertEquals(
                "p.yaml:5: `observe` is for one workload and one storage; make a plan of each",
                assertThrows(UsageException.class, () -> read(two)).getMessage());
    }

    @Test
    void anEmptyFileIsRefused() {
        UsageException refusal = assertThrows(UsageException.class, () -> read(""));
        assertEquals("p.yaml: the file is empty", refusal.getMessage());
    }

    @Test
    void aMistypedPlanNameGetsASuggestion() throws IOException {
        Files.createDirectories(folder.resolve("harness/plans"));
        Files.writeString(folder.resolve("harness/plans/caches.yaml"), GOOD);
        Home home = new Home(folder);
        assertEquals("caches", PlanFile.load(home, "caches").name());
        assertEquals(
                "no plan `cashes` in harness/plans; did you mean `caches`?",
                assertThrows(UsageException.class, () -> PlanFile.load(home, "cashes"))
                        .getMessage());
        assertEquals(
                "there/cashes.yaml: no such file",
                assertThrows(UsageException.class, () -> PlanFile.load(home, "there/cashes.yaml"))
                        .getMessage());
    }
}
