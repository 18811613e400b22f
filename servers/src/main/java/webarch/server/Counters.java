package webarch.server;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counters that another process can read while the server runs, at no cost to it: a file that both
 * map into their memory.
 *
 * <pre>
 *   magic (8) | counters C (4) | rows R (4) | C names of 32 bytes | R rows of C values (8 each)
 *   | rows taken (8)
 * </pre>
 *
 * Little-endian. A counter's value is the sum of its column; values only grow. Each row has one
 * writing thread, so that counting needs no atomic operation; several processes may write the same
 * file, for the rows that are taken are counted in the file itself. Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // the order of the constants is the layout of the file
public final class Counters {
    /** "WBARCH1" and a zero byte. */
    static final long MAGIC = 0x0031484352414257L;

    /**
     * More rows than there are threads on the data path of any server, with those of processes that
     * have died and been replaced, whose counts stay.
     */
    static final int ROWS = 4096;

    /** Every second row stays empty, so that no two threads write to the same cache line. */
    private static final int ROWS_PER_THREAD = 2;

    static final int NAME_SIZE = 32;
    static final int NAMES_OFFSET = 16;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int COUNT = Counter.values().length;
    private static final long ROWS_OFFSET = NAMES_OFFSET + (long) COUNT * NAME_SIZE;
    private static final long ROW_SIZE = COUNT * LONG.byteSize();
    static final long FILE_SIZE = size(ROWS);

    /** As many are enough without processes that are replaced. */
    private static final int ROWS_IN_MEMORY = 1024;

    private static final VarHandle TAKEN = LONG.varHandle();

    private final MemorySegment memory;
    private final int rows;

    private Counters(MemorySegment memory, int rows) {
        this.memory = memory;
        this.rows = rows;
    }

    private static long size(int rows) {
        return takenOffset(rows) + LONG.byteSize();
    }

    /** Where the number of rows taken stands: behind the last of them. */
    private static long takenOffset(int rows) {
        return ROWS_OFFSET + rows * ROW_SIZE;
    }

    /** Counters that nobody else sees. */
    public static Counters inMemory() {
        return initialise(
                Arena.global().allocate(size(ROWS_IN_MEMORY), LONG.byteSize()), ROWS_IN_MEMORY);
    }

    /** Counters in a file, which is created or overwritten, and stays mapped until the JVM ends. */
    public static Counters inFile(Path path) throws IOException {
        return initialise(
                map(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING), ROWS);
    }

    /** Counters in a file that another process, of the same program, has created. */
    public static Counters join(Path path) throws IOException {
        return new Counters(map(path), ROWS);
    }

    private static MemorySegment map(Path path, OpenOption... more) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.add(StandardOpenOption.READ);
        options.add(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(path, options)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_SIZE, Arena.global());
        }
    }

    private static Counters initialise(MemorySegment memory, int rows) {
        memory.set(INT, 8, COUNT);
        memory.set(INT, 12, rows);
        for (Counter counter : Counter.values()) {
            byte[] name = counter.label().getBytes(StandardCharsets.UTF_8);
            long offset = NAMES_OFFSET + (long) counter.ordinal() * NAME_SIZE;
            MemorySegment.copy(MemorySegment.ofArray(name), 0, memory, offset, name.length);
        }
        memory.set(LONG, 0, MAGIC);
        return new Counters(memory, rows);
    }

    /** A row for the calling thread; the last one is shared once there are no more. */
    public Row row() {
        long next = (long) TAKEN.getAndAdd(memory, takenOffset(rows), (long) ROWS_PER_THREAD);
        long row = Math.min(next, rows - 1);
        return new Row(memory.asSlice(ROWS_OFFSET + row * ROW_SIZE, ROW_SIZE));
    }

    /** Sum over all rows. */
    public long total(Counter counter) {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += memory.get(LONG, ROWS_OFFSET + row * ROW_SIZE + offset(counter));
        }
        return sum;
    }

    private static long offset(Counter counter) {
        return counter.ordinal() * LONG.byteSize();
    }

    /** The counters of one thread. */
    public static final class Row {
        private final MemorySegment values;

        private Row(MemorySegment values) {
            this.values = values;
        }

        public void increment(Counter counter) {
            add(counter, 1);
        }

        public void add(Counter counter, long amount) {
            long offset = offset(counter);
            values.set(LONG, offset, values.get(LONG, offset) + amount);
        }
    }
}
