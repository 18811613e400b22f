package webarch.harness.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import webarch.harness.UsageException;

/**
 * Brings a folder to hold a file set, on all CPUs.
 *
 * <p>A stamp in the folder says that every file was written to its end. It goes away before the
 * first byte is changed and comes back, by an atomic rename, after the last: so files can be
 * written in place, without a rename for each of tens of thousands. With the right stamp, sizes and
 * times of modification decide whether a file was touched since; without it, or on any doubt, every
 * file is read and compared, because a file cut short or left by another seed may have the right
 * size.
 */
final class FileSetWriter {
    private static final int BUFFER = 1 << 16;

    private final FileSet set;
    private final Path folder;
    private final IntConsumer done;
    private final AtomicInteger written = new AtomicInteger();

    FileSetWriter(FileSet set, Path folder, IntConsumer done) {
        this.set = set;
        this.folder = folder;
        this.done = done;
    }

    static ByteBuffer newBuffer() {
        return ByteBuffer.allocate(BUFFER);
    }

    FileSet.Written write() {
        try {
            FileSetStamp stamp = FileSetStamp.read(folder);
            if (stamp != null && stamp.identity().equals(set.identity()) && untouched()) {
                done.accept(set.files().size());
                return new FileSet.Written(0, stamp.sha256());
            }
            FileSetStamp.delete(folder);
            for (ServedFile file : set.files()) {
                Files.createDirectories(folder.resolve(file.path()).getParent());
            }
            List<String> digests = set.files().parallelStream().map(this::bring).toList();
            String sha256 = set.sha256(digests);
            new FileSetStamp(set.identity(), sha256).write(folder);
            return new FileSet.Written(written.get(), sha256);
        } catch (IOException error) {
            throw refusal(error);
        } catch (UncheckedIOException error) {
            throw refusal(error.getCause());
        }
    }

    private UsageException refusal(IOException error) {
        String size = set.bytes() / 1_000_000 + " MB";
        return new UsageException(
                "cannot write the file set of "
                        + (set.name() + " (" + size + ") to " + folder + ": " + error),
                error);
    }

    /** Whether all files have their size and none was modified after the stamp. */
    private boolean untouched() throws IOException {
        FileTime stamped = FileSetStamp.time(folder);
        for (ServedFile file : set.files()) {
            Path path = folder.resolve(file.path());
            if (!Files.isRegularFile(path)
                    || Files.size(path) != file.size()
                    || Files.getLastModifiedTime(path).compareTo(stamped) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Makes one file right and returns its digest. */
    private String bring(ServedFile file) {
        Path path = folder.resolve(file.path());
        ByteBuffer buffer = newBuffer();
        try {
            if (!isRight(file, path, buffer)) {
                write(file, path, buffer);
                written.incrementAndGet();
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        String digest = FileSet.digest(file, buffer);
        done.accept(1);
        return digest;
    }

    private static boolean isRight(ServedFile file, Path path, ByteBuffer buffer)
            throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) != file.size()) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path)) {
            long offset = 0;
            while (offset < file.size()) {
                int count = channel.read(buffer.clear());
                if (count <= 0 || !file.content().matches(offset, buffer.flip())) {
                    return false;
                }
                offset += count;
            }
            return true;
        }
    }

    private static void write(ServedFile file, Path path, ByteBuffer buffer) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long offset = 0; offset < file.size(); offset += buffer.limit()) {
                buffer.clear().limit((int) Math.min(BUFFER, file.size() - offset));
                file.content().fill(offset, buffer);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        }
    }
}
