package webarch.harness.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.Home;
import webarch.harness.UsageException;

/** Shipped files are read by their name, others by their path. */
class ShippedTest {
    @TempDir private Path folder;

    private YamlNode read(String nameOrPath) {
        return Shipped.WORKLOAD.read(() -> new Home(folder), nameOrPath);
    }

    private static String refusal(Runnable read) {
        return assertThrows(UsageException.class, read::run).getMessage();
    }

    @Test
    void aNameMeansAShippedFile() throws IOException {
        Path shipped = Files.createDirectories(folder.resolve("harness/workloads"));
        Files.writeString(shipped.resolve("tiny.yaml"), "name: tiny\nsize: 1\n");
        YamlNode root = read("tiny");
        assertEquals("tiny", root.get("name").text());
        assertEquals(
                "harness/workloads/tiny.yaml:2: `size` is too small",
                root.get("size").refuse("is too small").getMessage());
        assertEquals(
                "no workload `tinny` in harness/workloads; did you mean `tiny`?",
                refusal(() -> read("tinny")));
        assertEquals(
                "no workload `huge-files` in harness/workloads; known: `tiny`",
                refusal(() -> read("huge-files")));
    }

    @Test
    void aPathNeedsNoCheckout() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yml"), "name: mine\n");
        YamlNode root =
                Shipped.PLAN.read(
                        () -> {
                            throw new AssertionError("asked for the checkout");
                        },
                        file.toString());
        assertEquals("mine", root.get("name").text());
    }

    @Test
    void aFileThatIsAbsentOrNoTextIsNamed() throws IOException {
        assertEquals("no/such.yaml: no such file", refusal(() -> read("no/such.yaml")));
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "name: µ".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ": not UTF-8 text", refusal(() -> read(file.toString())));
    }
}
