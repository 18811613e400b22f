package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A campaign on a file system of 4 MB, which something else fills. Needs root, for the mount. */
@Timeout(60)
class FullDiskTest {
    @TempDir Path folder;

    private TestHome home;

    @BeforeEach
    void mount() throws Exception {
        home = TestHome.create(folder);
        Files.createDirectories(home.campaign());
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "none", "" + home.campaign()),
                "no file system can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        var _ = succeeds("umount", home.campaign().toString());
    }

    private static boolean succeeds(String... words) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Answers what the system says of a full disk, in its language. */
    private static String fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertEquals(0, Files.getFileStore(file).getUsableSpace(), full.toString());
            return full.getMessage();
        }
    }

    @Test
    void aFullDiskEndsTheCampaignAndCostsNothingThatWasComplete() throws Exception {
        home.plan("p", "good", "1", 4);
        Process runner = home.start(home.runWords("p"));
        Path filler = home.campaign().resolve("runs/filler");
        String full;
        String rest;
        try (BufferedReader output = runner.inputReader(StandardCharsets.UTF_8)) {
            TestHome.awaitRun(output, 1);
            full = fill(filler);
            rest = output.lines().collect(Collectors.joining("\n"));
        }
        assertEquals(1, runner.waitFor(), rest);
        assertTrue(rest.contains("the disk is full") || rest.contains(full), rest);
        assertTrue(rest.matches("(?s).* of 4 runs are complete, and the same command.*"), rest);
        home.requireNoneLeft();

        Files.delete(filler);
        String complete = home.runsCsv();
        assertTrue(complete.lines().count() >= 2, complete);
        TestHome.Result resumed = home.run("p");
        assertTrue(resumed.output().contains("4 runs: "), resumed.output());
        String whole = complete.substring(0, complete.lastIndexOf('\n') + 1);
        assertTrue(home.runsCsv().startsWith(whole));
        assertEquals(4, home.rows().size());
    }
}
