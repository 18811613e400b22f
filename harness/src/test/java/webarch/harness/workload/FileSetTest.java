package webarch.harness.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.UsageException;

class FileSetTest {
    private static final Workload SMALL = Workloads.small();
    private static final int FILES = 8;

    @TempDir private Path folder;

    private static FileSet set() {
        return SMALL.fileSet(1);
    }

    private void assertRight(FileSet set) throws IOException {
        for (ServedFile file : set.files()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file.path()));
            assertEquals(file.size(), bytes.length, file.path());
            assertTrue(file.content().matches(0, ByteBuffer.wrap(bytes)), file.path());
        }
    }

    private int repaired() throws IOException {
        int written = set().write(folder).files();
        assertRight(set());
        assertEquals(0, set().write(folder).files());
        return written;
    }

    private void overwriteByte(Path file, int offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x55}), offset);
        }
    }

    private Path last() {
        return folder.resolve("dir00001/class1_2");
    }

    private Path stamp() {
        return folder.resolve(".fileset");
    }

    @Test
    void writesEveryByteOnceAndThenSkipsAll() throws IOException {
        AtomicInteger done = new AtomicInteger();
        FileSet.Written first = set().write(folder, done::addAndGet);
        assertEquals(FILES, first.files());
        assertEquals(FILES, done.get());
        assertRight(set());
        assertEquals(new FileSet.Written(0, first.sha256()), set().write(folder));
    }

    @Test
    void sha256IsTheSameMadeWrittenOrRemembered() {
        String made = set().sha256();
        assertEquals(made, set().write(folder).sha256());
        assertEquals(made, set().write(folder).sha256());
    }

    @Test
    void sha256IsThatOfSha256sum() throws IOException, InterruptedException {
        String made = set().write(folder).sha256();
        String command = "LC_ALL=C sha256sum dir*/class* | sha256sum";
        Process process =
                new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start();
        String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertEquals(0, process.waitFor());
        assertEquals(made + "  -", printed.strip());
    }

    @Test
    void repairsATruncatedFile() throws IOException {
        set().write(folder);
        try (FileChannel channel = FileChannel.open(last(), StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        assertEquals(1, repaired());
    }

    @Test
    void repairsADeletedFile() throws IOException {
        set().write(folder);
        Files.delete(last());
        assertEquals(1, repaired());
    }

    @Test
    void repairsAFileChangedInPlace() throws IOException {
        set().write(folder);
        overwriteByte(last(), 65_537);
        FileTime later =
                FileTime.from(
                        Files.getLastModifiedTime(stamp()).toInstant().plus(Duration.ofMillis(20)));
        Files.setLastModifiedTime(last(), later);
        assertEquals(1, set().write(folder).files());
        assertRight(set());
    }

    @Test
    void aDamagedOrMissingStampMeansThatEveryFileIsCompared() throws IOException {
        set().write(folder);
        overwriteByte(last(), 3);
        Files.writeString(stamp(), "identity 00\n");
        assertEquals(1, repaired());
        Files.delete(stamp());
        assertEquals(0, repaired());
    }

    @Test
    void anotherSeedHasTheSameSizesAndOtherBytes() throws IOException {
        FileSet other = SMALL.fileSet(2);
        other.write(folder);
        assertNotEquals(other.sha256(), set().sha256());
        assertEquals(FILES, repaired());
    }

    @Test
    void aLargerSetBeginsWithTheSmaller() throws IOException {
        set().write(folder);
        FileSet larger = SMALL.withDirectories(3).fileSet(1);
        assertEquals(FILES / 2, larger.write(folder).files());
        assertRight(larger);
    }

    @Test
    void refusesAFolderThatCannotBeOneInOneLine() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String said = assertThrows(UsageException.class, () -> set().write(file)).getMessage();
        assertTrue(said.contains(file.toString()), said);
        assertEquals(1, said.lines().count());
    }
}
