package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What a request costs more, and what happens more often, on more CPUs. */
final class GrowthTest {
    private static final double EXACT = 1e-5;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    @Test
    void whatMoreCpusAddIsToldByCategory() throws IOException {
        SyntheticProfiles.write(folder, 0, List.of("userver", "knot"), List.of(1, 2));
        Campaign campaign = Campaign.read(folder);
        List<Growth> growths = Growth.of(campaign);
        assertEquals(List.of("userver", "knot"), growths.stream().map(Growth::variant).toList());
        Growth growth = growths.getFirst();
        assertEquals(2, growth.many().level().cpus());
        assertEquals(SyntheticProfiles.GROWTH, growth.of("dispatch").mean(), EXACT);
        assertEquals(3 * SyntheticProfiles.GROWTH, growth.total().mean(), EXACT);
        assertEquals(4, Growth.readable(campaign).rowCount());
        assertEquals(
                SchemaTest.documented("figures/" + Growth.FILE),
                Growth.exact(campaign).columnNames());
        assertEquals(
                List.of("breakdown-clients-64", "breakdown-clients-64-cpus-2"),
                Figures.all(campaign).stream()
                        .map(Figure::name)
                        .filter(name -> name.startsWith("breakdown"))
                        .toList());
    }

    @Test
    void whatHappensMoreOftenOnMoreCpusIsToldWithoutAnIntervalIfCountedOnce() throws IOException {
        Files.writeString(folder.resolve(Counts.FILE), SyntheticCollection.COUNTERS_OF_TWO);
        Campaign campaign = Campaign.read(folder);
        CountGrowth growth = CountGrowth.of(campaign).getFirst();
        assertEquals(0.3, growth.of("calls_futex").mean(), EXACT);
        assertFalse(growth.of("calls_futex").hasInterval());
        assertEquals(0, growth.of("cache_misses").n());
        Table table = CountGrowth.readable(campaign);
        assertEquals(
                List.of("calls_futex", "cpu_migrations"), table.stringColumn("counter").asList());
        assertEquals("0.4000 to 0.7000", table.stringColumn(1).get(0));
        assertEquals(
                SchemaTest.documented("figures/" + CountGrowth.FILE),
                CountGrowth.exact(campaign).columnNames());
        assertEquals(2, CountGrowth.exact(campaign).rowCount());
    }

    @Test
    void onOneCpuNothingIsSaidOfMore() throws IOException {
        SyntheticProfiles.write(folder, 0);
        Campaign campaign = Campaign.read(folder);
        assertFalse(Growth.isIn(campaign));
        assertThrows(UsageException.class, () -> Growth.readable(campaign));
    }
}
