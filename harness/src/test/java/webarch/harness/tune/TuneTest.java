package webarch.harness.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import webarch.harness.Home;
import webarch.harness.bench.SchemaColumns;
import webarch.harness.campaign.Placement;
import webarch.harness.campaign.TestHome;
import webarch.harness.csv.Column;
import webarch.harness.measure.CpuList;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.plan.Topology;

/** The command with real processes, and the spaces that are shipped. */
@Timeout(120)
class TuneTest {
    @TempDir private Path folder;

    @Test
    void aBadBudgetOrServerIsRefused() throws Exception {
        TestHome home = TestHome.create(folder);
        TestHome.Result budget = home.harness("tune", "good", "--budget", "1s");
        assertEquals(2, budget.exitCode());
        assertEquals("webarch tune: --budget must be at least 20s\n", budget.output());
        TestHome.Result server = home.harness("tune", "good");
        assertEquals(2, server.exitCode());
        assertTrue(server.output().contains("no tunables of `good` in harness/tuning"));
    }

    @Test
    void theColumnsAreThoseOfTheSchema() throws IOException {
        Placement placement = new Placement(Topology.PINNED, CpuList.of(0), CpuList.of(1), false);
        assertEquals(
                SchemaColumns.of("search.csv"),
                Looked.columns(placement).stream().map(Column::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"userver", "knot", "watpipe"})
    void theDefaultsComeFirst(String server) {
        Plan plan = PlanFile.tuning(new Home(Path.of("").toAbsolutePath().getParent()), server);
        List<String> first = plan.variants(plan.scale("quick")).getFirst().arguments();
        assertTrue(first.contains("--inline=16384"), first.toString());
        assertTrue(first.contains("--body=sendfile"), first.toString());
        assertTrue(first.contains("--scheduling=other"), first.toString());
        assertTrue(plan.variants(plan.scale("quick")).size() > 30);
    }
}
