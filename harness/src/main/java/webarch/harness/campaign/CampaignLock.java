package webarch.harness.campaign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to write to a campaign's folder. The kernel takes it back when the holder ends, however
 * it ends.
 */
public final class CampaignLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;

    private CampaignLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty if another runner has it. */
    static Optional<CampaignLock> take(Path folder) throws IOException {
        return take(
                FileChannel.open(
                        folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    private static Optional<CampaignLock> take(FileChannel channel) throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            // Held within this JVM.
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new CampaignLock(channel));
    }

    public static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        Optional<CampaignLock> free = take(FileChannel.open(file, StandardOpenOption.WRITE));
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    static boolean isLockFile(Path file) {
        return file.getFileName().toString().equals(FILE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
