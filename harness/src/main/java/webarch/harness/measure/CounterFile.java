package webarch.harness.measure;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters that a running server publishes in a mapped file, read without disturbing it.
 *
 * <pre>
 * little-endian:  long magic   int C   int R   C names of 32 bytes   R rows of C longs   …
 * </pre>
 *
 * The value of a counter is the sum of its column; what follows the rows is the server's. Owned by
 * the thread that measures.
 */
public final class CounterFile {
    /** The bytes {@code WBARCH1\0}. */
    static final long MAGIC = 0x0031484352414257L;

    static final int HEADER = 16;
    static final int NAME = 32;

    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The server's threads write while we read; a plain read could be hoisted or torn. */
    private static final VarHandle COUNTER = LONG.varHandle();

    private final MemorySegment file;
    private final List<String> names;
    private final int rows;

    private CounterFile(MemorySegment file, String path) throws IOException {
        this.file = file;
        int counters = file.get(INT, 8);
        rows = file.get(INT, 12);
        long size = HEADER + (long) NAME * counters + 8L * rows * counters;
        if (file.get(LONG, 0) != MAGIC || counters < 0 || rows < 0 || file.byteSize() < size) {
            throw new IOException(path + ": not a counter file: wrong magic or size");
        }
        names = new ArrayList<>(counters);
        for (int c = 0; c < counters; c++) {
            byte[] name = file.asSlice(HEADER + (long) NAME * c, NAME).toArray(JAVA_BYTE);
            names.add(new String(name, StandardCharsets.UTF_8).replace("\0", ""));
        }
    }

    /** Maps the file; the mapping goes when this object is collected. */
    public static CounterFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < HEADER) {
                throw new IOException(path + ": not a counter file: too short");
            }
            MemorySegment file =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new CounterFile(file, path.toString());
        }
    }

    /** The counters by name, in the order of the file. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            long sum = 0;
            for (int r = 0; r < rows; r++) {
                long cell = HEADER + (long) NAME * names.size() + 8L * (r * names.size() + c);
                sum += (long) COUNTER.getOpaque(file, cell);
            }
            totals.put(names.get(c), sum);
        }
        return totals;
    }
}
