package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which shipped campaign stands beside one's own. */
final class CounterpartsTest {
    @TempDir Path home;

    @Test
    void theSameTopologyCountsMostThenTheScaleThenTheTime() throws IOException {
        write("data/reference", "20260101T120000Z-disk-full", "pinned");
        write("data/reference", "20260102T120000Z-disk-full", "pinned");
        write("data/reference/quick", "20260101T120000Z-disk-quick", "pinned");
        write("data/reference/one-cpu", "20260103T120000Z-disk-quick", "colocated");

        assertEquals("20260101T120000Z-disk-quick", besides("quick", "pinned"));
        assertEquals("20260102T120000Z-disk-full", besides("full", "pinned"));
        assertEquals("20260102T120000Z-disk-full", besides("smoke", "pinned"));
        assertEquals("20260103T120000Z-disk-quick", besides("full", "colocated"));
    }

    @Test
    void nothingStandsBesideTheShippedOnesThemselves() throws IOException {
        write("data/reference", "20260101T120000Z-disk-full", "pinned");
        Campaigns checkout = new Campaigns(home);

        assertEquals(List.of(), checkout.besides(checkout.find("data/reference")).campaigns());
    }

    private String besides(String scale, String topology) throws IOException {
        Path own = write("own", "20270101T120000Z-disk-" + scale, topology);
        Campaigns checkout = new Campaigns(home);
        return checkout.besides(checkout.find(own.toString())).campaigns().getFirst().name();
    }

    private Path write(String folder, String name, String topology) throws IOException {
        SyntheticCampaign runs = SyntheticCampaign.empty(0);
        runs.add(1, "userver", "", 64, 1);
        runs.set("plan", "disk").set("planned_runs", "1").set("topology", topology);
        runs.set("scale", name.replaceAll(".*-", ""));
        return runs.writeAs(home.resolve(folder), name);
    }
}
