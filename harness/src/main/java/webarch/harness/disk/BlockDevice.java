package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import webarch.harness.SkippedException;
import webarch.harness.measure.KernelFile;

/**
 * The disk, or partition of one, that holds a folder, as the kernel counts its work ({@code
 * Documentation/block/stat.rst}).
 */
final class BlockDevice implements ReadSource {
    private static final int SECTOR = 512;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Path sys;

    private BlockDevice(Path sys) {
        this.sys = sys;
    }

    static BlockDevice of(Path folder) throws IOException {
        Path sys = Path.of("/sys/dev/block", number(folder));
        if (!Files.isReadable(sys.resolve("stat"))) {
            throw new SkippedException(
                    "the file set is on no disk of its own that the kernel counts reads of (an"
                            + " overlay, network or memory file system?); name another place with"
                            + " --files");
        }
        return new BlockDevice(sys);
    }

    /**
     * {@code MAJOR:MINOR} of the device of a folder, as {@code gnu_dev_major(3)} takes it apart.
     */
    static String number(Path folder) throws IOException {
        long device = (long) Files.getAttribute(folder, "unix:dev");
        long major = ((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >> 12) & ~0xffL);
        return major + ":" + minor;
    }

    @Override
    public DeviceReads reads() {
        return parse(KernelFile.read(sys.resolve("stat")).orElse(""));
    }

    static DeviceReads parse(String stat) {
        String[] fields = stat.strip().split(" +", -1);
        return new DeviceReads(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[2]) * SECTOR,
                Long.parseLong(fields[3]) * NANOS_PER_MILLI);
    }

    @Override
    public Long readAheadKb() {
        String own = KernelFile.line(sys.resolve("queue/read_ahead_kb").toString());
        // A partition has no queue of its own. The link leads into the folder of its disk.
        String disks = KernelFile.line(sys + "/../queue/read_ahead_kb");
        String value = own == null ? disks : own;
        return value == null ? null : Long.valueOf(value);
    }
}
