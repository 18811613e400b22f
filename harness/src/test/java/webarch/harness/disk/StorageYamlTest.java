package webarch.harness.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.UsageException;
import webarch.harness.yaml.YamlFile;

/** Storages are read strictly. */
class StorageYamlTest {
    private static final String GOOD =
            """
            storage:
              - name: heavy
                memory: {page_cache: 64m}
                device: {delay: 5ms, parallel: 16}
                band: {reads_per_request: [0.05, 2], latency: [5ms, 8ms]}
            """;

    @TempDir Path folder;

    private List<Storage> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), yaml);
        return List.copyOf(StorageYaml.read(YamlFile.read(file, "p.yaml").get("storage")).values());
    }

    @Test
    void everythingIsRead() throws IOException {
        Band band = new Band(0.05, 2, Duration.ofMillis(5), Duration.ofMillis(8));
        assertEquals(
                List.of(
                        new Storage(
                                "heavy",
                                Optional.of(new Memory(Memory.Share.PAGE_CACHE, 64L << 20)),
                                new Device(Duration.ofMillis(5), 16),
                                band)),
                read(GOOD));
    }

    @Test
    void withoutMemoryAndDeviceTheMachineIsAsItIs() throws IOException {
        Storage storage =
                read("""
                                storage:
                                  - name: all
                                    band: {reads_per_request: [0, 9], latency: [0ms, 1s]}
                                """)
                        .getFirst();
        assertEquals(Optional.empty(), storage.memory());
        assertEquals("native", storage.device().label());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
    page_cache: 64m              | page_cash: 64m           | unknown key `page_cash`; did you mean `page_cache`?
    page_cache: 64m              | page_cache: 64           | `page_cache` must be a size such as 64m or 1g, not `64`
    page_cache: 64m              | page_cache: 1g, total: 1g | `memory` must be either `total` or `page_cache`
    delay: 5ms                   | delay: 2s                | `delay` must be from 1ms to 1s, not `2s`
    parallel: 16                 | parallel: 0              | `parallel` must be from 1 to 256, not `0`
    reads_per_request: [0.05, 2] | reads_per_request: [2]   | `reads_per_request` must be a range [least, most]
    latency: [5ms, 8ms]          | latency: [8ms, 5ms]      | `band` must give each range as [least, most]
    """)
    void mistakesAreNamed(String right, String wrong, String message) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> read(GOOD.replace(right, wrong)));
        assertEquals(message, refusal.getMessage().replaceFirst("^p\\.yaml:\\d+: ", ""));
    }
}
