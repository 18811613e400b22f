package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.Home;

/** What a manifest says of the sources where there is no history of them. */
class VersionsTest {
    @TempDir private Path folder;

    @Test
    void anArchiveNamesTheCommitThatItWasMadeOf() throws IOException {
        Files.writeString(folder.resolve("COMMIT"), "0123456789abcdef\n");
        Versions versions = Versions.read(new Home(folder));
        assertEquals("0123456789abcdef", versions.commit());
        assertNull(versions.serversTree());
    }

    @Test
    void aFolderWithinTheRepositoryOfSomethingElseHasNoCommit() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Path unpacked = Files.createDirectory(folder.resolve("webarch"));
        assertNull(Versions.read(new Home(unpacked)).commit());
    }
}
