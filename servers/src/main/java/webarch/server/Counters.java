package webarch.server;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counters that another process can read while the server runs, at no cost to it: a file that both
 * map into their memory.
 *
 * <pre>
 *   magic (8) | counters C (4) | rows R (4) | C names of 32 bytes | R rows of C values (8 each)
 * </pre>
 *
 * Little-endian. A counter's value is the sum of its column; values only grow. Each row has one
 * writing thread, so that counting needs no atomic operation. Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // the order of the constants is the layout of the file
public final class Counters {
    /** "WBARCH1" and a zero byte. */
    static final long MAGIC = 0x0031484352414257L;

    /** More rows than there are threads on the data path of any server. */
    static final int ROWS = 512;

    static final int NAME_SIZE = 32;
    static final int NAMES_OFFSET = 16;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int COUNT = Counter.values().length;
    private static final long ROWS_OFFSET = NAMES_OFFSET + (long) COUNT * NAME_SIZE;
    private static final long ROW_SIZE = COUNT * LONG.byteSize();
    static final long FILE_SIZE = ROWS_OFFSET + ROWS * ROW_SIZE;

    private final AtomicInteger taken = new AtomicInteger();
    private final MemorySegment memory;

    private Counters(MemorySegment memory) {
        this.memory = memory;
    }

    /** Counters that nobody else sees. */
    public static Counters inMemory() {
        return initialise(Arena.global().allocate(FILE_SIZE, LONG.byteSize()));
    }

    /** Counters in a file, which is created or overwritten, and stays mapped until the JVM ends. */
    public static Counters inFile(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            return initialise(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_SIZE, Arena.global()));
        }
    }

    private static Counters initialise(MemorySegment memory) {
        memory.set(INT, 8, COUNT);
        memory.set(INT, 12, ROWS);
        for (Counter counter : Counter.values()) {
            byte[] name = counter.label().getBytes(StandardCharsets.UTF_8);
            long offset = NAMES_OFFSET + (long) counter.ordinal() * NAME_SIZE;
            MemorySegment.copy(MemorySegment.ofArray(name), 0, memory, offset, name.length);
        }
        memory.set(LONG, 0, MAGIC);
        return new Counters(memory);
    }

    /** A row for the calling thread; the last one is shared once there are no more. */
    public Row row() {
        int row = Math.min(taken.getAndIncrement(), ROWS - 1);
        return new Row(memory.asSlice(ROWS_OFFSET + row * ROW_SIZE, ROW_SIZE));
    }

    /** Sum over all rows. */
    public long total(Counter counter) {
        long sum = 0;
        for (int row = 0; row < ROWS; row++) {
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
