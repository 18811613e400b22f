package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns whose files are on a disk, as far as this user may make one here. */
@Tag("long")
@Timeout(60)
class StorageCampaignTest {
    private static final String PLAN =
            """
            plan: p
            description: For tests
            workload: specweb99
            seed: 5
            servers: [good]
            connections: [4]
            storage:
              - name: delayed
                memory: {page_cache: 24m}
                device: {delay: 2ms, parallel: 4}
                band: {reads_per_request: [0.01, 100], latency: [2ms, 1s]}
              - name: native
                band: {reads_per_request: [0, 1000], latency: [0ms, 1s]}
            scales:
              smoke:
                {repetitions: 1, warmup: 0.3s, warmup_requests: 10, duration: 1s, directories: 12,
                 storage: [STORAGE]}
            """;

    /** In memory on every Linux, where no disk is. */
    private static final Path NO_DISK = Path.of("/dev/shm");

    @TempDir Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
    }

    private TestHome.Result run(String storage, Path files) throws Exception {
        Files.writeString(
                home.root().resolve("harness/plans/p.yaml"), PLAN.replace("STORAGE", storage));
        TestHome.Result result = home.run("p", "--files", files.toString());
        assumeFalse(result.output().startsWith("skipped: "), result.output());
        return result;
    }

    @Test
    void theDiskOfThisMachineIsReadAndItsReadsAreCounted() throws Exception {
        TestHome.Result result = run("native", folder.resolve("files"));
        CSVRecord row = home.rows().getFirst();
        assertEquals("native", row.get("device"), result.output());
        assertTrue(number(row, "replies") > 0, result.output());
        assertTrue(number(row, "device_idle_latency_us") > 0, row.toString());
        assertTrue(number(row, "device_again_latency_us") > 0, row.toString());
        assertTrue(number(row, "device_reads_per_request") >= 0, row.toString());
        assertEquals("", row.get("memory_limit_mb"), "no memory is bounded");
        home.requireNoneLeft();
    }

    @Test
    void aDelayedDiskIsAsSlowAsItSaysAndOneThatIsNoneIsLeftOut() throws Exception {
        assumeTrue(Files.isWritable(NO_DISK), "no " + NO_DISK);
        Path files = Files.createTempDirectory(NO_DISK, "webarch-test");
        TestHome.Result result;
        try {
            result = run("delayed, native", files);
        } finally {
            Durable.remove(files);
        }
        assertTrue(
                result.output().contains("without storage native: the file set is on no disk"),
                result.output());
        assertEquals(Set.of("delayed"), storages(), result.output());
        CSVRecord row = home.rows().getFirst();
        assertEquals("1", row.get("planned_runs"));
        assertEquals("delayed-2000us-x4", row.get("device"));
        assertTrue(number(row, "replies") > 0, row.toString());
        assertTrue(number(row, "device_idle_latency_us") >= 2000, row.toString());
        assertTrue(number(row, "device_reads_per_request") > 0, row.toString());
        assertTrue(number(row, "device_read_latency_us") >= 2000, row.toString());
        assertTrue(number(row, "page_cache_mb") < number(row, "memory_limit_mb"), row.toString());
        assertEquals("false", row.get("host_cache_suspected"));
        home.requireNoneLeft();
        String[] mounted = home.root().resolve(".work/mounts").toFile().list();
        assertEquals(List.of(), List.of(mounted), "nothing is left mounted");
        assertFalse(Files.readString(Path.of("/proc/mounts")).contains(folder.toString()));

        JsonNode manifest =
                new ObjectMapper().readTree(home.campaign().resolve("manifest.json").toFile());
        assertEquals("native", manifest.at("/left_out/0/storage").asText());
        assertTrue(manifest.at("/left_out/0/reason").asText().startsWith("the file set is on no"));
        assertTrue(run("delayed, native", files).output().contains("complete already"));
    }

    private Set<String> storages() throws IOException {
        return home.rows().stream().map(row -> row.get("storage")).collect(Collectors.toSet());
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
