package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;

/** The report says of each profile what is in it, whether it adds up, and if not, why. */
class ProfileReportTest {
    @TempDir Path folder;

    private Path table;

    @BeforeEach
    void campaign() throws IOException {
        table =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        """
                        @receiver\t-\tk\tany\tbacklog
                        copying\tkernel\tk\tany\tcopy
                        """);
        Files.writeString(
                folder.resolve("runs.csv"),
                """
                run_id,observation,server_cpu_s,server_user_s,server_sys_s,compiler_cpu_s,valid
                r1,profile,10,4,6,0.2,true
                r2,,10,4,6,0.2,true
                """);
        Path run = Files.createDirectories(folder.resolve("runs/r1"));
        new Samples(
                        Map.of(
                                Stack.parse("[c tid=1];web/A.run_[j]"), 3_600_000_000L,
                                Stack.parse(
                                                "[c tid=1];web/A.run_[j];send_[k];backlog_[k];copy_[k]"),
                                        6_000_000_000L))
                .writeCompressed(run.resolve(Profiling.STACKS));
        new ProfileFacts(
                        1,
                        "fake 1 (timer)",
                        1_000_000,
                        1,
                        0.3,
                        0.01,
                        10,
                        null,
                        1_000_000,
                        250,
                        4,
                        500_000,
                        null)
                .write(run);
    }

    @Test
    void everyCategoryIsListedAndWhatIsMissingFromTheBill() throws IOException {
        String text = ProfileReport.of(folder, table).text();
        assertEquals(
                """
                r1, fake 1 (timer): 9.60 us of CPU a request; samples are 96.0 % of what was billed, \
                of the time on a CPU -; kernel 62.5 % (billed 60.0 %); compiler 2.0 %; unclassified \
                37.5 %; unclear 37.5 %; NOT SOUND: 37.5 % unclassified
                  copying               6.00 us  62.50 %  for the peer   6.00 us
                  unclassified          3.60 us  37.50 %  for the peer   0.00 us
                  billed-not-sampled    0.40 us
                """,
                text);
    }

    @Test
    void theContentsOfACategoryAreItsLeafFramesAndWhatDecided() throws IOException {
        ProfileReport report = ProfileReport.of(folder, table);
        String copying = report.contents(Optional.of("copying"));
        assertTrue(copying.startsWith("62.500 % of all CPU time"), copying);
        assertTrue(copying.endsWith(" 62.500 %  copy_[k]  copy_[k]\n"), copying);
        String unclassified = report.contents(Optional.empty());
        assertTrue(unclassified.endsWith("37.500 %  web/A.run_[j]  [c tid=0]\n"), unclassified);
        assertThrows(UsageException.class, () -> report.contents(Optional.of("copy")));
    }

    @Test
    void aCampaignWithoutProfilesIsRefused() throws IOException {
        Files.delete(folder.resolve("runs/r1").resolve(Profiling.STACKS));
        UsageException refusal =
                assertThrows(UsageException.class, () -> ProfileReport.of(folder, table));
        assertTrue(refusal.getMessage().endsWith("has no profiled run"), refusal.getMessage());
    }
}
