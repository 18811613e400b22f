package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hollow means here what it means in figures of lines: no capacity is claimed from it. */
final class ComparisonFigureTest {
    @TempDir Path folder;

    @BeforeEach
    void comparison() throws IOException {
        new SyntheticComparison(Map.of("userver", 10.0, "knot", 12.0, "netty", 14.0), 0)
                .write(folder);
    }

    @Test
    void aServerThatWasNotSaturatedIsHollow() throws IOException {
        assertEquals(List.of(false, false), hollow());

        edit("(?m)^(1,.*,netty,.*),saturated$", "$1,client-limited");

        assertEquals(List.of(false, true), hollow());
        assertTrue(figure().footer().toString().contains("Hollow: one of the two not saturated"));
    }

    @Test
    void allAreHollowWhereTheFirstWasNotSaturated() throws IOException {
        edit("(?m)^(1,.*,userver,.*),saturated$", "$1,unsaturated");

        assertEquals(List.of(true, true), hollow());
    }

    @Test
    void allAreHollowWhereServerAndLoadShareACpu() throws IOException {
        edit(",pinned,", ",colocated,");
        edit(",saturated\n", ",colocated\n");

        assertEquals(List.of(true, true), hollow());
        assertTrue(figure().footer().toString().contains("Hollow: server and load shared a CPU"));
    }

    private List<Boolean> hollow() {
        return figure().parts().stream()
                .filter(DotPlot.class::isInstance)
                .flatMap(part -> ((DotPlot) part).rows().stream())
                .map(DotPlot.Dot::hollow)
                .toList();
    }

    private Figure figure() {
        return Figures.comparison(PairedCampaign.read(folder));
    }

    private void edit(String expression, String replacement) throws IOException {
        Path file = folder.resolve("servers.csv");
        String text = Files.readString(file);
        String changed = text.replaceAll(expression, replacement);
        assertTrue(!changed.equals(text), expression);
        Files.writeString(file, changed);
    }
}
