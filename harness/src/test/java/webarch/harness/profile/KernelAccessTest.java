package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may not see the kernel's part is told which setting is in the way, and the remedy. */
class KernelAccessTest {
    @Test
    void anOrdinaryUserNeedsBothSettings() {
        assertEquals(Optional.empty(), KernelAccess.missing(false, 1, 0));
        String stacks = KernelAccess.missing(false, 2, 0).orElseThrow();
        assertTrue(stacks.contains("perf_event_paranoid is 2; sudo sysctl"), stacks);
        String names = KernelAccess.missing(false, 1, 1).orElseThrow();
        assertTrue(names.contains("kptr_restrict is 1; sudo sysctl"), names);
    }

    @Test
    void aPrivilegedOneNeedsNeither() {
        assertEquals(Optional.empty(), KernelAccess.missing(true, 3, 1));
        assertTrue(KernelAccess.missing(true, 3, 2).isPresent());
    }

    @Test
    void toSampleACpuTakesMore() {
        assertEquals(Optional.empty(), KernelAccess.missingForCpus(false, 0));
        assertEquals(Optional.empty(), KernelAccess.missingForCpus(true, 2));
        String cpus = KernelAccess.missingForCpus(false, 1).orElseThrow();
        assertTrue(cpus.contains("perf_event_paranoid is 1; sudo sysctl"), cpus);
    }

    @Test
    void theCapabilityCounts() {
        assertTrue(KernelAccess.privileged("Name:\tx\nCapEff:\t0000004000000000\n"));
        assertTrue(KernelAccess.privileged("CapEff:\t000001ffffffffff\n"));
        assertEquals(false, KernelAccess.privileged("CapEff:\t0000000000000000\n"));
    }
}
