package webarch.harness.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The readings agree with the live kernel. */
@Timeout(20)
class ProcessTreeTest {

    @Test
    void aStatLineWithBlanksAndParenthesesInTheNameIsParsed() {
        ProcessStat stat =
                ProcessStat.parse(
                        "42 (a) b (c) S 7 8 9 0 -1 4194304 100 1 200 2 300 400 5 6 20 0 1 0 99 1 2");
        assertEquals(new ProcessStat(42, "S", 7, 9, 100, 200, 300, 400), stat);
    }

    @Test
    void stealIsTheEighthNumberOfTheChosenCpus() {
        String stat =
                """
                cpu  100 0 100 800 0 0 0 20 0 0
                cpu0 50 0 50 400 0 0 0 20 7 0
                cpu1 50 0 50 400 0 0 0 0 0 0
                intr 5
                """;
        CpuTimes first = CpuTimes.parse(stat, CpuList.of(0));
        assertEquals(new CpuTimes(520, 20), first);
        assertEquals(new CpuTimes(1020, 20), CpuTimes.parse(stat, CpuList.parse("0-1")));
        assertEquals(0.1, new CpuTimes(720, 40).minus(first).stealShare(), 1e-9);
        assertEquals(0, first.minus(first).stealShare());
    }

    @Test
    void aSingleTickOfStealIsBelowTheResolution() {
        assertFalse(new CpuTimes(40, 1).stealsMoreThan(0.02));
        assertFalse(new CpuTimes(100, 3).stealsMoreThan(0.02));
        assertTrue(new CpuTimes(100, 4).stealsMoreThan(0.02));
        assertTrue(new CpuTimes(1000, 22).stealsMoreThan(0.02));
    }

    @Test
    void theCpuClockAgreesWithTheTicksOfProc() throws IOException, InterruptedException {
        Process work =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done; echo; read _")
                        .start();
        try (BufferedReader output = work.inputReader(StandardCharsets.US_ASCII)) {
            output.readLine();
            ProcessSample used = new ProcessTree(work.pid()).sample();
            double ticks = used.userSeconds() + used.systemSeconds();
            assertTrue(used.cpuNanos() > 50_000_000, "the loop takes longer than that");
            // User and system time are each cut down to 10 ms.
            assertEquals(used.cpuNanos() / 1e9, ticks, 0.03);
            assertFalse(used.java());
        } finally {
            work.destroyForcibly().waitFor();
        }
    }

    @Test
    void descendantsCountAndKeepTheirTimeWhenTheyEnd() throws IOException, InterruptedException {
        String child = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo; read _";
        Process parent =
                new ProcessBuilder("sh", "-c", "(" + child + "); echo; read _; exit").start();
        try (BufferedReader output = parent.inputReader(StandardCharsets.US_ASCII)) {
            output.readLine();
            assertEquals(2, ProcessTree.members(parent.pid()).size());
            ProcessTree tree = new ProcessTree(parent.pid());
            long withChild = tree.sample().cpuNanos();
            assertTrue(withChild > 10_000_000, "the child's loop");
            assertTrue(tree.residentBytes() > 200_000);
            parent.outputWriter().append("go on\n").flush();
            output.readLine();
            assertEquals(Set.of(parent.pid()), ProcessTree.members(parent.pid()));
            assertTrue(tree.sample().cpuNanos() >= withChild);
        } finally {
            parent.destroyForcibly().waitFor();
        }
        assertEquals(Set.of(), ProcessTree.members(parent.pid()));
    }

    @Test
    void aJvmShowsItsCompilerItsCollectorAndItsSwitches() throws IOException, InterruptedException {
        ProcessTree self = new ProcessTree(ProcessHandle.current().pid());
        ProcessSample before = self.sample();
        Thread.ofPlatform().start(() -> {}).join();
        System.gc();
        ProcessSample used = self.sample().minus(before);
        assertTrue(used.java());
        assertTrue(used.collectorNanos() > 0);
        assertTrue(self.sample().compilerNanos() > 0);
        assertTrue(used.cpuNanos() >= used.collectorNanos());
        assertTrue(used.voluntarySwitches() + used.involuntarySwitches() > 0);
        assertTrue(used.minorFaults() >= 0 && used.majorFaults() >= 0);
    }

    @Test
    void theMachineIsDescribedWithoutNamingIt() {
        Machine machine = Machine.describe();
        assertTrue(machine.cpus() >= 1);
        assertTrue(machine.memoryBytes() > 100_000_000);
        assertTrue(machine.summary().contains("Linux " + machine.kernel()), machine.summary());
        assertEquals("some model", Machine.cpuModel("x: y\nmodel name\t: some model\n"));
        assertEquals(null, Machine.operatingSystem("ID=x"));
        assertTrue(machine.settings().get("net.ipv4.tcp_wmem").matches("\\d+ \\d+ \\d+"));
        assertTrue(machine.limits().get("max_open_files").matches("\\d+|unlimited"));
        assertTrue(Limits.openFiles() > 0);
    }

    @Test
    void theKernelsConfigurationAnswersOrIsUnknown() {
        KernelConfig config =
                KernelConfig.parse(
                        """
                        # CONFIG_IRQ_TIME_ACCOUNTING is not set
                        CONFIG_HZ=250
                        CONFIG_PREEMPT_DYNAMIC=y
                        """);
        assertEquals(false, config.isSet("IRQ_TIME_ACCOUNTING"));
        assertEquals("250", config.value("HZ"));
        assertEquals(null, KernelConfig.parse("").isSet("IRQ_TIME_ACCOUNTING"));
        assertEquals(List.of(), KernelConfig.parse("").options().keySet().stream().toList());
    }
}
