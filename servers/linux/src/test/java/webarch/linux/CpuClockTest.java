package webarch.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class CpuClockTest {
    @Test
    void itAdvancesAtLeastByTheTimeThatThisThreadIsOnTheCpu() {
        CpuClock clock = CpuClock.ofProcess(ProcessHandle.current().pid());
        var threads = ManagementFactory.getThreadMXBean();
        long threadBefore = threads.getCurrentThreadCpuTime();
        long before = clock.nanos();
        while (threads.getCurrentThreadCpuTime() - threadBefore < 20_000_000) {
            Thread.onSpinWait();
        }
        long threadTime = threads.getCurrentThreadCpuTime() - threadBefore;
        assertTrue(clock.nanos() - before >= threadTime * 0.9);
    }

    @Test
    void anEndedProcessHasNone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertEquals(-1, CpuClock.ofProcess(process.pid()).nanos());
    }
}
