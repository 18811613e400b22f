package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import webarch.linux.FuseDevice;

/** Folders at which file systems of ours are mounted, one a process. */
final class MountPoint {
    private MountPoint() {}

    /** An empty folder of this process; takes away what killed processes have left mounted. */
    static Path in(Path mounts) throws IOException {
        Files.createDirectories(mounts);
        for (Path abandoned : Abandoned.in(mounts)) {
            FuseDevice.unmountStale(abandoned);
            Files.deleteIfExists(abandoned);
        }
        return Files.createDirectories(mounts.resolve(Abandoned.ownName()));
    }
}
