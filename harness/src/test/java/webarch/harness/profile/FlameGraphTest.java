package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flame graph is one file, its frames as wide as their share of the CPU time. */
class FlameGraphTest {
    private static final String KERNEL = "#e69f00";
    private static final String SERVER = "#56b4e9";
    private static final String PLAIN = "#e8e8e8";

    @TempDir Path folder;

    private String page;

    @BeforeEach
    void draw() throws IOException {
        Path table =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        """
                        sending\tkernel\tk\tany\tsend
                        running\tserver\tj\tany\tweb/.*
                        """);
        Samples samples =
                new Samples(
                        Map.of(
                                Stack.parse("[c tid=1];web/A.<init>_[j]"), 2_500_000L,
                                Stack.parse("[c tid=1];web/A.<init>_[j];send_[k]"), 7_499_000L,
                                Stack.parse("[never seen tid=1];a \"name\""), 1_000L));
        Path file = folder.resolve("flame.html");
        new FlameGraph(CategoryTable.read(table)).write(samples, "b01 <knot> & co", file);
        page = Files.readString(file);
    }

    @Test
    void framesAreAsWideAsTheirShareAndColouredByWhatRunsThere() {
        assertEquals(
                List.of(
                        "[0,0,1000000,\"all\",\"" + PLAIN + "\"],",
                        "[1,0,999900,\"c\",\"" + PLAIN + "\"],",
                        "[2,0,999900,\"web/A.<init>\",\"" + SERVER + "\"],",
                        "[3,0,749900,\"send\",\"" + KERNEL + "\"],"),
                page.lines().filter(line -> line.matches("\\[\\d.*")).toList());
    }

    @Test
    void itNeedsNoOtherFileAndNoNetwork() {
        assertFalse(page.contains("http:") || page.contains("https:"), page);
        assertFalse(page.contains("src=") || page.contains("href="), page);
    }

    @Test
    void aTitleIsTextAndNoMarkup() {
        assertTrue(page.contains("<h3>b01 &lt;knot> &amp; co</h3>"), page);
    }
}
