package webarch.harness.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that are on the disk, whole, when a method returns, or not there at all. */
public final class Durable {
    /** A run, or a launch, needs far less. */
    private static final long ENOUGH_FREE = 1_000_000;

    private Durable() {}

    /**
     * Asked for before a server is started, because one that cannot write its log looks like one
     * that hangs.
     *
     * @param folder is there
     * @throws IOException if the disk is full
     */
    public static void requireRoom(Path folder) throws IOException {
        // Not through a FileStore: that needs a mount point, which a chroot may not have.
        long free = folder.toFile().getUsableSpace();
        if (free < ENOUGH_FREE) {
            throw new IOException("the disk is full (" + free / 1000 + " kB left)");
        }
    }

    /** Writes under another name first, so a reader never sees half a file. */
    public static void write(Path file, String text) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        write(
                partial,
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        sync(file.toAbsolutePath().getParent());
    }

    /** Adds {@code text} with a single write; takes back what a full disk left of it. */
    public static void append(Path file, String text) throws IOException {
        long before = Files.size(file);
        try {
            write(file, text, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException error) {
            try {
                truncate(file, before);
            } catch (IOException second) {
                error.addSuppressed(second);
            }
            throw error;
        }
    }

    static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    /** Moves a finished folder to its place. */
    static void publish(Path folder, Path place) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                sync(file);
            }
        }
        sync(folder);
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
        sync(place.toAbsolutePath().getParent());
    }

    /** Removes a folder with all it holds; absence is fine. */
    public static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException error) {
            throw error.getCause();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static void write(Path file, String text, OpenOption... options) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        try (FileChannel channel = FileChannel.open(file, options)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
