package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand in one point, and what may not. */
final class PointsTest {
    @TempDir private Path folder;

    @Test
    void ratesOfSessionsAreNotNumbersOfClients() throws IOException {
        SyntheticCampaign synthetic = SyntheticCampaign.complete();
        Campaign closed = Campaign.read(synthetic.write(folder));
        assertTrue(!Points.of(closed, Metric.THROUGHPUT).isEmpty());
        Campaign open = Campaign.read(synthetic.set("session_rate", "500").write(folder));
        String message =
                assertThrows(UsageException.class, () -> Points.of(open, Metric.THROUGHPUT))
                        .getMessage();
        assertTrue(message.contains("session_rate"), message);
    }
}
