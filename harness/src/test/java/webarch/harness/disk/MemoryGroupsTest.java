package webarch.harness.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.SkippedException;
import webarch.harness.workload.ServedFile;

/** Where a limit of memory can be put, under both versions of control groups. */
class MemoryGroupsTest {
    private static final String FIRST =
            """
            30 25 0:26 / DIR/memory rw,relatime - cgroup cgroup rw,memory
            31 25 0:27 / DIR/unified rw,relatime - cgroup2 cgroup2 rw
            """;
    private static final String SECOND =
            "30 25 0:26 / %s rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

    private static final long LIMIT = 16L << 20;

    @TempDir Path folder;

    private Path group(String path, String controllers, String handedOn) throws IOException {
        Path group = Files.createDirectories(folder.resolve(path));
        Files.writeString(group.resolve("cgroup.controllers"), controllers + "\n");
        Files.writeString(group.resolve("cgroup.subtree_control"), handedOn + "\n");
        return group;
    }

    @Test
    void versionOneIsUsedWhereItHasTheMemory() {
        MemoryGroups groups =
                MemoryGroups.find(
                                "4:cpu:/other\n3:memory:/a/b\n0::/\n",
                                FIRST.replace("DIR", folder.toString()))
                        .orElseThrow();
        assertEquals(CgroupVersion.V1, groups.version());
        assertEquals(
                List.of(
                        folder.resolve("memory/a/b"),
                        folder.resolve("memory/a"),
                        folder.resolve("memory")),
                groups.candidates());
    }

    @Test
    void versionTwoIsUsedFromTheFirstGroupThatHandsMemoryOn() throws IOException {
        group("", "cpu memory", "cpu memory");
        group("user.slice", "cpu memory", "memory pids");
        group("user.slice/session.scope", "memory pids", "");
        // Nothing can be written there, as where a group has processes of its own.
        Path refusing = folder.resolve("user.slice/session.scope/cgroup.subtree_control");
        Files.delete(refusing);
        Files.createDirectory(refusing);
        MemoryGroups groups =
                MemoryGroups.find("0::/user.slice/session.scope\n", SECOND.formatted(folder))
                        .orElseThrow();
        assertEquals(CgroupVersion.V2, groups.version());
        MemoryGroup group = groups.create("g");
        group.limit(12_345_678);
        assertEquals("12345678", Files.readString(folder.resolve("user.slice/g/memory.max")));
    }

    @Test
    void whereNoControllerIsThereNothingIsFound() throws IOException {
        group("", "cpu", "cpu");
        assertEquals(Optional.empty(), MemoryGroups.find("0::/\n", SECOND.formatted(folder)));
        assertEquals(Optional.empty(), MemoryGroups.find("", ""));
    }

    @Test
    void aPlaceWhereNoneCanBeMadeIsNamed() {
        MemoryGroups nowhere =
                new MemoryGroups(CgroupVersion.V1, List.of(folder.resolve("absent")));
        String message =
                assertThrows(SkippedException.class, () -> nowhere.create("g")).getMessage();
        assertTrue(
                message.startsWith(
                        "memory cannot be limited by a control group: no group can be made in "),
                message);
    }

    @Test
    void bothVersionsTellCacheAndSwap() {
        String first = "cache 1\nshmem 1\nswap 1\ntotal_cache 90\ntotal_shmem 20\ntotal_swap 7\n";
        assertEquals(70, CgroupVersion.V1.pageCache(first));
        assertEquals(7, CgroupVersion.V1.swapped(first, ""));
        String second = "anon 5\nfile 90\nshmem 20\n";
        assertEquals(70, CgroupVersion.V2.pageCache(second));
        assertEquals(7, CgroupVersion.V2.swapped(second, "7\n"));
        assertEquals(0, CgroupVersion.V2.swapped(second, ""));
        assertEquals(3, CgroupVersion.V1.kills("oom_kill_disable 0\nunder_oom 0\noom_kill 3\n"));
        assertEquals(3, CgroupVersion.V2.kills("low 0\noom 5\noom_kill 3\noom_group_kill 0\n"));
    }

    /** On the machine's own control groups, where this user may make one. */
    @Test
    void aProcessInAGroupPaysForWhatItReads() throws Exception {
        MemoryGroup group;
        try {
            group = MemoryGroups.find().create(Abandoned.ownName() + "0");
        } catch (SkippedException reason) {
            abort(reason.getMessage());
            return;
        }
        try (group) {
            group.limit(LIMIT);
            Path file = cold(24 << 20);
            List<String> words = new ArrayList<>(group.entering());
            words.addAll(List.of("cat", file.toString()));
            Process reading =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertEquals(0, reading.waitFor());
            GroupMemory memory = group.read();
            assertTrue(memory.pageCache() > LIMIT / 2, memory::toString);
            assertTrue(memory.used() <= LIMIT, memory::toString);
            assertEquals(0, memory.swapped());
        }
        assertFalse(
                MemoryGroups.find().candidates().stream()
                        .anyMatch(f -> Files.exists(f.resolve(Abandoned.ownName() + "0"))));
    }

    /** A file that is not in memory. */
    private Path cold(int size) throws IOException, InterruptedException {
        Path file = folder.resolve("f");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(size));
            channel.force(true);
        }
        long left = Eviction.evict(folder, List.of(new ServedFile("f", size, null)));
        assumeTrue(left == 0, "the file system is memory");
        return file;
    }
}
