package webarch.harness.profile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file in which a server publishes its counters, with a single one. */
record PublishedCounter(Path file, String name) {
    private static final int NAME_FROM = 16;
    private static final int VALUE_FROM = 48;

    void write(long value) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(VALUE_FROM + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("WBARCH1\0".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(1);
        bytes.put(NAME_FROM, name.getBytes(StandardCharsets.US_ASCII));
        bytes.putLong(VALUE_FROM, value);
        // As it is, because it may be mapped.
        Files.write(file, bytes.array(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
