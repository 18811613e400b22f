package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What a request makes a server and the kernel do, and what a server holds. */
final class CountsTest {
    private static final double EXACT = 1e-5;

    @TempDir Path parent;
    private Path folder;

    @BeforeEach
    void campaign() throws IOException {
        folder = SyntheticCampaign.complete().write(parent);
    }

    @Test
    void memoryIsShownByServerAndConnections() throws IOException {
        Files.writeString(
                folder.resolve(Memory.FILE),
                """
                schema_version,connections,server,options,rss_mb,pss_mb,heap_used_mb,heap_live_mb,page_cache_mb,bytes_per_connection
                1,100,knot,,181.5,180,60,4,50,
                1,100,nginx,,6.1,5,,,50,
                1,1000,knot,,183.5,182,60,9.25,50,8055.5
                """);
        Table table = Memory.of(Campaign.read(folder));
        assertEquals(3, table.rowCount());
        assertEquals(List.of("4.00", "-", "9.25"), table.stringColumn("live heap MB").asList());
        assertEquals(List.of("-", "-", "8056"), table.stringColumn("B a connection").asList());
    }

    @Test
    void aStageWaitsAndServes() throws IOException {
        SyntheticCollection.write(parent.resolve("all"));
        Campaign campaign = Campaign.read(parent.resolve("all/20260101T120000Z-overhead-smoke"));
        Table table = Stages.of(Counts.of(campaign).getFirst());
        assertEquals(1, table.rowCount());
        assertEquals("4.00", table.stringColumn("connections a batch").get(0));
        assertEquals("20.0", table.stringColumn("queued us").get(0));
        assertEquals("5.00", table.stringColumn("served us").get(0));
    }

    @Test
    void countersAreShownPerRequestWhereTheyWereCounted() throws IOException {
        Counts counts =
                counts(
                        "b01-knot,1,knot,knot,,0,64,,server,parks,1,50,0.5,true",
                        "b02-knot,2,knot,knot,,0,64,,server,parks,1,70,0.7,true",
                        "b03-knot,3,knot,knot,,0,64,,server,parks,1,700,7,false",
                        "b01-userver,1,userver,userver,,0,64,,kernel,calls_futex,1,2,0.02,true");
        // That of a run that is invalid is left out.
        assertEquals(0.6, counts.perRequest("knot", "parks").mean(), EXACT);
        assertEquals(0, counts.perRequest("userver", "parks").n());
        Table table = counts.perRequest(List.of("parks", "calls_futex", "calls_none"));
        assertEquals(2, table.rowCount());
        assertEquals("-", table.stringColumn("userver").get(0));
    }

    @Test
    void mountsThatNobodyCountsAreNotNone() throws IOException {
        Counts counts =
                counts(
                        "l,1,knot,knot-loop,--scheduler=loop,0,64,,server,parks,1,50,0.5,true",
                        "l,1,knot,knot-loop,--scheduler=loop,0,64,,server,mounts,1,60,0.6,true",
                        "j,1,knot,knot-jdk,--scheduler=jdk,0,64,,server,parks,1,50,0.5,true",
                        "j,1,knot,knot-jdk,--scheduler=jdk,0,64,,server,mounts,1,0,0,true",
                        "u,1,userver,userver,,0,64,,server,parks,1,0,0,true",
                        "u,1,userver,userver,,0,64,,server,mounts,1,0,0,true");
        Table table = counts.perRequest(List.of("parks", "mounts"));
        assertEquals("parks", table.stringColumn("counter").get(0));
        assertEquals("0.6000", table.stringColumn("knot-loop").get(1));
        assertEquals("-", table.stringColumn("knot-jdk").get(1));
        // Whoever has no threads of this kind mounts none.
        assertEquals("0.00", table.stringColumn("userver").get(1));
    }

    @Test
    void whatNioCountsInPartIsCalledSo() throws IOException {
        Counts counts =
                counts(
                        "n,1,knot,knot-nio,--scheduler=jdk --io=nio,0,64,,server,parks,1,5,0.5,true");
        assertEquals(
                "parks (with nio: to read, not to write)",
                counts.mechanism().stringColumn("counter").get(0));
    }

    private Counts counts(String... rows) throws IOException {
        String head = String.join(",", Schema.COUNTERS.stream().map(Schema.Field::name).toList());
        Files.writeString(
                folder.resolve(Counts.FILE),
                head
                        + "\n"
                        + Stream.of(rows)
                                .map(row -> "1,c," + row + "\n")
                                .collect(Collectors.joining()));
        return Counts.of(Campaign.read(folder)).getFirst();
    }
}
