package webarch.harness.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What device and memory did in the measured window of a run.
 *
 * @param limit of memory in bytes; null where there is none
 * @param reads within the window
 * @param memory when it closed; empty where it is not limited
 * @param idle how fast the idle device was before the run; empty where it could not be asked
 * @param virtual whether this is a virtual machine
 * @param leftBytes of the file set that were in memory before the server started
 */
public record DiskUse(
        Storage storage,
        Long limit,
        DeviceReads reads,
        Optional<GroupMemory> memory,
        Optional<Calibration> idle,
        boolean virtual,
        Long readAheadKb,
        long leftBytes) {

    /** Above it, pages were not first touched in the group and are charged elsewhere. */
    private static final long MOST_LEFT = 1_000_000;

    /** Above it, the device's latency is also that of others' reads. */
    private static final double OTHERS = 0.1;

    private static final long FEW_BYTES = 1_000_000;

    public Double idleMicros() {
        return idle.map(Calibration::firstMicros).orElse(null);
    }

    public Double againMicros() {
        return idle.map(Calibration::againMicros).orElse(null);
    }

    /** Null where it cannot be told. */
    public Boolean hostCacheSuspected() {
        return storage.device().delayed()
                ? Boolean.FALSE
                : HostCache.suspected(virtual, idle, reads.latencyMicros()).orElse(null);
    }

    /**
     * Why the run does not count; empty when it does.
     *
     * @param requests of the window
     * @param treeBytes what the server's processes had the device read
     */
    public List<String> judge(long requests, long treeBytes) {
        List<String> reasons = new ArrayList<>();
        if (leftBytes > MOST_LEFT) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "file set not evicted: %.1f MB stayed in memory before the run",
                            leftBytes / 1e6));
        }
        reasons.addAll(
                storage.band().judge((double) reads.reads() / requests, reads.latencyMicros()));
        memory.filter(m -> m.swapped() > 0)
                .ifPresent(
                        m ->
                                reasons.add(
                                        String.format(
                                                Locale.ROOT,
                                                "swapped out %.1f MB of the server",
                                                m.swapped() / 1e6)));
        memory.filter(m -> m.kills() > 0)
                .ifPresent(
                        m ->
                                reasons.add(
                                        "out of memory: "
                                                + m.kills()
                                                + " processes of the group were killed"));
        long others = reads.bytes() - treeBytes;
        if (!storage.device().delayed() && others > OTHERS * reads.bytes() + FEW_BYTES) {
            reasons.add(
                    String.format(
                            Locale.ROOT, "others read %.1f MB from the device", others / 1e6));
        }
        return reasons;
    }
}
