package webarch.harness.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters are read as the servers write them. */
class CounterFileTest {
    @TempDir Path folder;

    private static byte[] file(List<String> names, long[][] rows) {
        ByteBuffer file =
                ByteBuffer.allocate(16 + 32 * names.size() + 8 * names.size() * rows.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put("WBARCH1\0".getBytes(StandardCharsets.US_ASCII));
        file.putInt(names.size()).putInt(rows.length);
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            file.put(bytes).position(file.position() + 32 - bytes.length);
        }
        for (long[] row : rows) {
            for (long value : row) {
                file.putLong(value);
            }
        }
        return file.array();
    }

    @Test
    void aCounterIsTheSumOfItsColumn() throws IOException {
        Path path = folder.resolve("counters");
        long[][] rows = {{1, 20, 0}, {3, 40, Integer.MAX_VALUE}};
        Files.write(path, file(List.of("wakeups", "events", "replies"), rows));
        Map<String, Long> totals = CounterFile.open(path).totals();
        assertEquals(
                Map.of("wakeups", 4L, "events", 60L, "replies", (long) Integer.MAX_VALUE), totals);
        assertEquals(List.of("wakeups", "events", "replies"), List.copyOf(totals.keySet()));
    }

    @Test
    void whatFollowsTheRowsIsNotCounted() throws IOException {
        Path path = folder.resolve("counters");
        byte[] rows = file(List.of("replies"), new long[][] {{1}, {2}});
        Files.write(path, rows);
        Files.write(path, new byte[] {9, 0, 0, 0, 0, 0, 0, 0}, StandardOpenOption.APPEND);
        assertEquals(Map.of("replies", 3L), CounterFile.open(path).totals());
    }

    @Test
    void whatTheServerWritesLaterIsSeen() throws IOException {
        Path path = folder.resolve("counters");
        Files.write(path, file(List.of("replies"), new long[][] {{1}}));
        CounterFile counters = CounterFile.open(path);
        Files.write(path, file(List.of("replies"), new long[][] {{7}}), StandardOpenOption.WRITE);
        assertEquals(Map.of("replies", 7L), counters.totals());
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        byte[] whole = file(List.of("a"), new long[][] {{1}});
        refuses("short", new byte[3]);
        refuses("other", new byte[64]);
        refuses("cut", Arrays.copyOf(whole, whole.length - 1));
        assertThrows(IOException.class, () -> CounterFile.open(folder.resolve("absent")));
    }

    private void refuses(String name, byte[] content) throws IOException {
        Path path = Files.write(folder.resolve(name), content);
        String message = assertThrows(IOException.class, () -> CounterFile.open(path)).getMessage();
        assertTrue(message.contains("not a counter file"), message);
    }
}
