package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import webarch.harness.Home;
import webarch.harness.SkippedException;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.plan.PlannedRun;
import webarch.harness.plan.Scale;

/** The shipped plans can be run in the time that people are told. */
class ForecastTest {
    private static final Home HOME = new Home(Path.of("").toAbsolutePath().getParent());

    /** Not for claims, and not among the plans of {@code make reproduce}. */
    private static final String SMOKE = "smoke";

    private static Plan plan(String name) {
        return PlanFile.load(HOME, name);
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve("harness/plans"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(name -> !name.equals(SMOKE))
                    .sorted()
                    .toList();
        }
    }

    private static Duration on(int cpus, String name, String scale) {
        try {
            Plan plan = plan(name).onCpus(cpus);
            return new Forecast(plan, plan.scale(scale)).total();
        } catch (SkippedException _) {
            return Duration.ZERO;
        }
    }

    @ParameterizedTest
    @CsvSource({"smoke, PT10M", "quick, PT40M", "full, PT4H"})
    void allPlansTogetherOnOneCpu(String scale, Duration most) throws IOException {
        Map<String, Duration> times = new TreeMap<>();
        names().forEach(name -> times.put(name, on(1, name, scale)));
        Duration all = times.values().stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.compareTo(most) <= 0, () -> all + " in all: " + times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke", "quick", "full"})
    void everyPlanHasEveryScaleAndItsOwnName(String scale) throws IOException {
        for (String name : names()) {
            Plan plan = plan(name);
            assertEquals(name, plan.name());
            assertTrue(plan.runs(plan.scale(scale)).size() > 0, name);
        }
    }

    @Test
    void moreThanOneCpuIsSkippedWhereThereIsNone() {
        assertEquals(
                "plan cpus needs 4 CPUs and this process may use 2",
                assertThrows(SkippedException.class, () -> plan("cpus").onCpus(2)).getMessage());
        assertEquals(List.of(1, 2), plan("cpus").onCpus(4).serverCpus());
        assertEquals(List.of(1, 2, 4), plan("cpus").onCpus(9).serverCpus());
        assertEquals(List.of(1, 2, 4, 6), plan("cpus").onCpus(12).serverCpus());
        assertEquals(List.of(1, 2), plan("cpus").onCpusOfItsOwn(2).serverCpus());
    }

    @Test
    void aWarmUpThatGoesByRequestsTakesItsTime() {
        Plan plan = plan("throughput").withSubjects(List.of("knot"));
        Scale full = plan.scale("full");
        // One client 10 s for 50,000 replies, 4 clients and more 2.5 s; 3 s measured; 0.7 s to
        // start and stop.
        assertEquals(
                Duration.ofMillis(5 * (6 * 3_700 + 10_000 + 5 * 2_500)),
                new Forecast(plan, full).total());
    }

    @Test
    void everyServerProcessHasItsOwnWarmUp() {
        Plan plan = plan("tuning-userver").withSubjects(List.of("symped"));
        Scale full = plan.scale("full");
        Forecast forecast = new Forecast(plan, full);
        for (PlannedRun run : plan.runs(full)) {
            // 30,000 replies of each process at 20,000 a second.
            int processes = Integer.parseInt(run.subject().option("processes"));
            assertEquals(30_000L * processes, full.of(run).warmupRequests());
            assertEquals(Duration.ofMillis(2_700 + 1_500L * processes), forecast.of(run));
        }
    }

    @Test
    void aLaunchHoldsTheTurnsOfAllServers() {
        Plan plan = plan("aa");
        assertEquals(
                Duration.ofMillis(2 * (700 + 5_000 + 24 * 500)),
                new Forecast(plan, plan.scale("full")).launch());
    }
}
