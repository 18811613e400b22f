package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A campaign that is refused leaves nothing behind, unless something has been measured. */
class DiscardTest {
    @TempDir private Path folder;

    private void refuse(String file, String text) throws IOException {
        try (Campaign campaign = Campaign.open(folder.resolve("c"))) {
            Files.writeString(folder.resolve("c").resolve(file), text);
            campaign.discardIfNothingRan();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.csv", "peaks.csv", "slices.csv"})
    void whatWasMeasuredStays(String file) throws IOException {
        refuse(file, "schema_version,replies\n1,5\n");
        assertEquals(
                "schema_version,replies\n1,5\n",
                Files.readString(folder.resolve("c").resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs.csv", "peaks.csv", "slices.csv"})
    void aTableWithoutRowsDoesNot(String file) throws IOException {
        refuse(file, "schema_version,replies\n");
        assertFalse(Files.exists(folder.resolve("c")));
    }

    @Test
    void norDoesAManifest() throws IOException {
        refuse("manifest.json", "{}");
        assertFalse(Files.exists(folder.resolve("c")));
    }
}
