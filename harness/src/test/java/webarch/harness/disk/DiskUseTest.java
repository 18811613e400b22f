package webarch.harness.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each rule by which what device and memory did makes a run count or not. */
class DiskUseTest {
    private static final Band BAND = new Band(0.05, 1, Duration.ZERO, Duration.ofMillis(10));

    private Device device = Device.NATIVE;
    private long swapped;
    private long kills;
    private long leftBytes;
    private long readBytes = 20_000_000;
    private boolean virtual;
    private Optional<Calibration> idle = Optional.empty();

    private DiskUse use() {
        return new DiskUse(
                new Storage("s", Optional.empty(), device, BAND),
                null,
                new DeviceReads(100, readBytes, 100 * 300_000L),
                Optional.of(new GroupMemory(3, 2, swapped, kills)),
                idle,
                virtual,
                128L,
                leftBytes);
    }

    private List<String> judge() {
        return use().judge(1_000, 20_000_000);
    }

    @Test
    void whatIsAsPlannedCounts() {
        assertEquals(List.of(), judge());
    }

    @Test
    void aServerThatWasSwappedOutDoesNot() {
        swapped = 2_500_000;
        assertEquals(List.of("swapped out 2.5 MB of the server"), judge());
    }

    @Test
    void aServerThatLostProcessesForWantOfMemoryDoesNot() {
        kills = 2;
        assertEquals(List.of("out of memory: 2 processes of the group were killed"), judge());
    }

    @Test
    void filesThatWereInMemoryAlreadyAreNamed() {
        leftBytes = 1_000_000;
        assertEquals(List.of(), judge());
        leftBytes = 5_000_000;
        assertEquals(
                List.of("file set not evicted: 5.0 MB stayed in memory before the run"), judge());
    }

    @Test
    void aDiskThatOthersReadIsNotOurs() {
        readBytes = 22_000_000;
        assertEquals(List.of(), judge());
        readBytes = 30_000_000;
        assertEquals(List.of("others read 10.0 MB from the device"), judge());
        device = new Device(Duration.ofMillis(1), 4);
        assertEquals(List.of(), judge(), "nobody else reads from a device of ours");
    }

    @Test
    void aMachineThatIsNotVirtualHasNoHost() {
        assertEquals(false, use().hostCacheSuspected());
    }

    @Test
    void readsAsFastAsTheSecondReadOfABlockCameFromTheHost() {
        virtual = true;
        assertNull(use().hostCacheSuspected(), "nothing to compare with");
        idle = Optional.of(new Calibration(5_000, 100));
        assertEquals(true, use().hostCacheSuspected());
        idle = Optional.of(new Calibration(400, 100));
        assertEquals(false, use().hostCacheSuspected());
    }

    @Test
    void withoutADifferenceOnlyWhatNoDiskCanDoIsSuspect() {
        virtual = true;
        idle = Optional.of(new Calibration(100, 90));
        assertEquals(false, use().hostCacheSuspected());
    }
}
