package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not see the kernel's part is told which setting is in the way, and the remedy. */
class KernelAccessTest {
    private static final String SETTINGS =
            "sysctl kernel.perf_event_paranoid=0 kernel.kptr_restrict=0";

    @TempDir Path files;

    private static KernelAccess user(int paranoid, int pointers, boolean tracePoints) {
        return new KernelAccess(false, false, 1000, paranoid, pointers, tracePoints);
    }

    private static KernelAccess privileged(int paranoid, int pointers) {
        return new KernelAccess(false, true, 1000, paranoid, pointers, true);
    }

    @Test
    void anOrdinaryUserNeedsBothSettings() {
        assertEquals(Optional.empty(), user(1, 0, false).missing());
        String stacks = user(2, 0, false).missing().orElseThrow().toString();
        assertTrue(stacks.endsWith("perf_event_paranoid is 2 (as root: " + SETTINGS + ")"), stacks);
        String names = user(1, 1, false).missing().orElseThrow().toString();
        assertTrue(names.endsWith("kptr_restrict is 1 (as root: " + SETTINGS + ")"), names);
    }

    @Test
    void aPrivilegedOneNeedsNeither() {
        assertEquals(Optional.empty(), privileged(3, 1).missing());
        assertTrue(privileged(3, 2).missing().isPresent());
    }

    @Test
    void toSampleACpuTakesMoreAndUserModeLess() {
        assertEquals(Optional.empty(), user(0, 0, true).missingForCpus());
        assertEquals(Optional.empty(), privileged(2, 0).missingForCpus());
        assertEquals(SETTINGS, user(1, 0, true).missingForCpus().orElseThrow().remedy());
        assertEquals(Optional.empty(), user(2, 0, true).missingForUserMode());
        assertEquals(SETTINGS, user(3, 0, true).missingForUserMode().orElseThrow().remedy());
    }

    @Test
    void toCountTakesTheTracePoints() {
        assertEquals(Optional.empty(), user(1, 0, true).missingForCounts());
        assertEquals(SETTINGS, user(2, 0, true).missingForCounts().orElseThrow().remedy());
        assertEquals(
                "mount -o remount,mode=755,gid=1000 /sys/kernel/tracing",
                user(0, 0, false).missingForCounts().orElseThrow().remedy());
        // The capability to profile is none to read files; root needs neither.
        KernelAccess capable = new KernelAccess(false, true, 1000, 2, 0, false);
        assertTrue(capable.missingForCounts().isPresent());
        KernelAccess root = new KernelAccess(true, true, 0, 2, 0, false);
        assertEquals(List.of(), root.lacks());
    }

    @Test
    void whatIsMissingTwiceIsToldOnce() {
        assertEquals(3, user(2, 0, false).lacks().size());
        assertEquals(2, user(1, 0, false).lacks().size());
        assertEquals(List.of(), user(0, 0, true).lacks());
    }

    @Test
    void aMachineIsReadFromItsFiles() throws IOException {
        write("proc/self/status", "Name:\tx\nUid:\t7\t7\t7\t7\nGid:\t8\t8\t8\t8\nCapEff:\t0\n");
        write("proc/sys/kernel/perf_event_paranoid", "-1\n");
        write("proc/sys/kernel/kptr_restrict", "1\n");
        assertEquals(new KernelAccess(false, false, 8, -1, 1, false), KernelAccess.of(files));
        write("sys/kernel/debug/tracing/events/raw_syscalls/sys_enter/id", "348\n");
        assertEquals(new KernelAccess(false, false, 8, -1, 1, true), KernelAccess.of(files));
    }

    private void write(String file, String text) throws IOException {
        Path path = files.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void theCapabilityCounts() {
        assertTrue(KernelAccess.privileged("Name:\tx\nCapEff:\t0000004000000000\n"));
        assertTrue(KernelAccess.privileged("CapEff:\t000001ffffffffff\n"));
        assertEquals(false, KernelAccess.privileged("CapEff:\t0000000000000000\n"));
    }
}
