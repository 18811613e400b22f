package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** One server minus another, category by category. */
final class DifferenceTest {
    private static final double EXACT = 1e-5;
    private static final double MEAN_DRIFT = 1 + SyntheticProfiles.DRIFT;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    @Test
    void aDifferenceComparesProfilesOfTheSameBlock() throws IOException {
        Difference difference =
                new Difference(SyntheticProfiles.atPeak(folder, 0), "knot", "userver");
        assertEquals(2 * MEAN_DRIFT, difference.of("dispatch").mean(), EXACT);
        assertEquals(0, difference.of("sending").mean(), EXACT);
        // Blocks differ by a tenth and the servers within a block by nothing, so there is no doubt.
        assertEquals(0, difference.of("sending").high(), EXACT);
        assertEquals(2 * MEAN_DRIFT, difference.total().mean(), EXACT);
        Table table = difference.table();
        assertEquals("sum", table.stringColumn("category").get(3));
        assertEquals(12 * MEAN_DRIFT, table.doubleColumn("knot_us").get(3), EXACT);
    }

    @Test
    void aDifferenceNeedsProfilesOfBoth() throws IOException {
        Profiles profiles = SyntheticProfiles.atPeak(folder, 0);
        UsageException refusal =
                assertThrows(UsageException.class, () -> new Difference(profiles, "knot", "nginx"));
        assertTrue(
                refusal.getMessage().contains("no sound profile of nginx"), refusal.getMessage());
    }

    @Test
    void aDifferenceForReadersLeavesOutWhatNeitherSpends() throws IOException {
        Table table =
                SyntheticProfiles.atPeak(folder, 0)
                        .difference(List.of("knot", "userver"))
                        .readable();
        assertEquals(
                List.of(
                        "sending",
                        "dispatch",
                        "compiler",
                        Profiles.SUM,
                        Profiles.SKID,
                        Profiles.FORETOLD),
                table.stringColumn("category").asList());
        // 2 a request in the first block, and a tenth of it more in each further one.
        assertEquals("2.20 [1.66, 2.74]", table.stringColumn("knot - userver").get(1));
    }

    @Test
    void librariesAreComparedToTheFirstByCategory() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot-loop", "knot-jdk"));
        Profiles profiles = Profiles.atPeak(Campaign.read(folder));
        Table table =
                Difference.beyondFirst(profiles, List.of("knot-loop", "knot-jdk", "knot-nio"));
        assertEquals(List.of("category", "knot-jdk - knot-loop"), table.columnNames());
        assertEquals("2.20 [1.66, 2.74]", table.stringColumn(1).get(1));
        assertThrows(
                UsageException.class,
                () -> Difference.beyondFirst(profiles, List.of("knot-loop", "knot-nio")));
    }

    @Test
    void everyDifferenceIsExportedByCategoryWithAndWithoutTheReceiver() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot", "netty"));
        SyntheticProfiles.set(
                folder,
                "receiver_us_per_request",
                row -> row.get("variant").equals("knot") ? 0.5 : null);
        Table exact = Differences.exact(Campaign.read(folder));
        assertEquals(SchemaTest.documented("figures/" + Differences.FILE), exact.columnNames());
        assertEquals(3 * SyntheticProfiles.CATEGORIES.size(), exact.rowCount());
        Row dispatch = exact.row(1);
        assertEquals(
                "knot userver dispatch",
                dispatch.getString("a")
                        + " "
                        + dispatch.getString("b")
                        + " "
                        + dispatch.getString("category"));
        assertEquals(2 * MEAN_DRIFT, dispatch.getDouble("difference_us"), EXACT);
        assertEquals(2 * MEAN_DRIFT - 0.5, dispatch.getDouble("without_receiver_us"), EXACT);
        assertTrue(dispatch.getDouble("without_receiver_us_low") > 0);
    }
}
