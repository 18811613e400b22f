package webarch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
    @Test
    void anotherProcessCanReadThemFromTheFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("counters");
        Counters counters = Counters.inFile(path);
        counters.row().add(Counter.EVENTS, 3);
        counters.row().increment(Counter.EVENTS);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        file.get(0, magic);
        assertEquals("WBARCH1\0", new String(magic, UTF_8));
        int count = file.getInt(8);
        int rows = file.getInt(12);
        assertEquals(Counter.values().length, count);
        int column = column(file, "events", count);
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += file.getLong(16 + 32 * count + 8 * (row * count + column));
        }
        assertEquals(4, sum);
        assertEquals(4, counters.total(Counter.EVENTS));
        assertEquals(0, counters.total(Counter.WAKEUPS));
    }

    @Test
    void processesThatShareAFileTakeRowsOfTheirOwn(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("counters");
        Counters parents = Counters.inFile(path);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                Counters joined = Counters.join(path);
                threads.submit(() -> countInRows(joined, 400));
            }
        }
        assertEquals(4 * 400 * 100, parents.total(Counter.REPLIES));
    }

    /** A row that two threads had would lose counts. */
    private static void countInRows(Counters counters, int rows) {
        for (int row = 0; row < rows; row++) {
            Counters.Row own = counters.row();
            for (int i = 0; i < 100; i++) {
                own.increment(Counter.REPLIES);
            }
        }
    }

    private static int column(ByteBuffer file, String name, int count) {
        for (int i = 0; i < count; i++) {
            byte[] label = new byte[32];
            file.get(16 + 32 * i, label);
            if (new String(label, UTF_8).replace("\0", "").equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no counter " + name);
    }
}
