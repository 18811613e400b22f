package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign knows how long it was worked on. */
class ElapsedTest {
    private final AtomicLong clock = new AtomicLong(42);

    @TempDir private Path folder;

    @Test
    void aPauseBetweenTwoCallsDoesNotCount() throws IOException {
        Elapsed first = Elapsed.in(folder, clock::get);
        pass(90);
        first.write();
        pass(3600);
        Elapsed second = Elapsed.in(folder, clock::get);
        pass(10);
        second.write();
        assertEquals(
                "{\"schema_version\": 1, \"elapsed_s\": 100.0}\n",
                Files.readString(folder.resolve("elapsed.json")));
    }

    private void pass(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
