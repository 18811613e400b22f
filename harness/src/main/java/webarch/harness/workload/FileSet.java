package webarch.harness.workload;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files of a workload, most popular directory first. Immutable but for the remembered digest;
 * thread-safe.
 */
public final class FileSet {
    private final String name;
    private final List<ServedFile> files;
    private final List<FileClass> classes;
    private final byte[] classOfPlace;
    private final long bytes;
    private volatile String sha256;

    FileSet(Workload workload, long seed) {
        name = workload.name();
        files = list(workload, FileContent.word(seed, 0));
        classes = workload.classes();
        classOfPlace = classOfPlace(classes, workload.filesPerDirectory());
        bytes = files.stream().mapToLong(ServedFile::size).sum();
    }

    private static List<ServedFile> list(Workload workload, long key) {
        List<ServedFile> files =
                new ArrayList<>(workload.directories() * workload.filesPerDirectory());
        for (int directory = 0; directory < workload.directories(); directory++) {
            for (int c = 0; c < workload.classes().size(); c++) {
                FileClass fileClass = workload.classes().get(c);
                for (int f = 0; f < fileClass.files(); f++) {
                    String path =
                            String.format(Locale.ROOT, "dir%05d/class%d_%d", directory, c, f + 1);
                    // A set with more directories begins with the files of the smaller one.
                    FileContent content = new FileContent(FileContent.word(key, files.size()));
                    files.add(new ServedFile(path, fileClass.size(f), content));
                }
            }
        }
        return List.copyOf(files);
    }

    /** The class of each place within a directory. */
    private static byte[] classOfPlace(List<FileClass> classes, int places) {
        byte[] classOf = new byte[places];
        int next = 0;
        for (int c = 0; c < classes.size(); c++) {
            Arrays.fill(classOf, next, next + classes.get(c).files(), (byte) c);
            next += classes.get(c).files();
        }
        return classOf;
    }

    public String name() {
        return name;
    }

    /** The files; a request log names them by their index here. */
    public List<ServedFile> files() {
        return files;
    }

    /** The classes of the files, as the workload lists them. */
    public List<FileClass> classes() {
        return classes;
    }

    /** The class of a file, as an index into {@link #classes}. */
    public int classOf(int file) {
        return classOfPlace[file % classOfPlace.length];
    }

    public long bytes() {
        return bytes;
    }

    /**
     * SHA-256 that proves the contents: of the lines that {@code sha256sum} prints for the files in
     * the order of their paths, so {@code LC_ALL=C sha256sum dir*}{@code /class* | sha256sum} in a
     * folder with this set alone gives the same. The first call takes as long as making every byte.
     */
    public String sha256() {
        if (sha256 == null) {
            sha256 =
                    sha256(
                            files.parallelStream()
                                    .map(file -> digest(file, FileSetWriter.newBuffer()))
                                    .toList());
        }
        return sha256;
    }

    static String digest(ServedFile file, ByteBuffer buffer) {
        Sha256 digest = Sha256.start();
        for (long offset = 0; offset < file.size(); offset += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), file.size() - offset));
            file.content().fill(offset, buffer);
            digest.digest().update(buffer.flip());
        }
        return digest.hex();
    }

    /** The set's digest from those of its files. */
    String sha256(List<String> digests) {
        return Sha256.of(
                IntStream.range(0, files.size())
                        .mapToObj(i -> files.get(i).path() + "\n" + digests.get(i))
                        .sorted()
                        .map(FileSet::sha256sumLine)
                        .collect(Collectors.joining()));
    }

    private static String sha256sumLine(String pathAndDigest) {
        int end = pathAndDigest.indexOf('\n');
        return pathAndDigest.substring(end + 1) + "  " + pathAndDigest.substring(0, end) + "\n";
    }

    /** SHA-256 over paths, sizes and keys: says at no cost which set this is. */
    String identity() {
        StringBuilder listing = new StringBuilder(FileContent.FORMULA).append('\n');
        for (ServedFile file : files) {
            listing.append(file.path()).append(' ').append(file.size()).append(' ');
            listing.append(HexFormat.of().toHexDigits(file.content().key())).append('\n');
        }
        return Sha256.of(listing.toString());
    }

    /** Writes the set into {@code folder}, as far as it is not there yet. */
    public Written write(Path folder) {
        return write(folder, _ -> {});
    }

    /**
     * Writes the set into {@code folder}, as far as it is not there yet.
     *
     * @param done told, from several threads, how many more files are right
     * @throws webarch.harness.UsageException if the folder cannot be written
     */
    public Written write(Path folder, IntConsumer done) {
        Written written = new FileSetWriter(this, folder, done).write();
        sha256 = written.sha256();
        return written;
    }

    /**
     * What writing a set came to.
     *
     * @param files files written; the others were right already
     * @param sha256 of the whole set
     */
    public record Written(int files, String sha256) {}
}
