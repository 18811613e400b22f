package webarch.harness.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another process on the same CPU shows, though the hypervisor would report no steal. */
@Timeout(30)
class ContentionProbeTest {
    private static final int READINGS = 5;

    @Test
    void aCompetingProcessIsNoticed() throws Exception {
        CpuList cpu = CpuList.of(Cpus.allowed().cpus().getLast());
        ContentionProbe probe = new ContentionProbe(cpu);
        Process competitor =
                new ProcessBuilder(
                                "taskset",
                                "-c",
                                cpu.toString(),
                                "sh",
                                "-c",
                                "echo busy; while :; do :; done")
                        .start();
        try (BufferedReader output = competitor.inputReader(StandardCharsets.UTF_8)) {
            assertTrue("busy".equals(output.readLine()));
            double shared = typical(probe);
            // Half of the CPU is the other's, whatever else this machine is doing.
            assertTrue(shared > ContentionProbe.LIMIT, "slowdown " + shared);
        } finally {
            competitor.destroyForcibly();
        }
    }

    private static double typical(ContentionProbe probe) throws InterruptedException {
        double[] readings = new double[READINGS];
        for (int i = 0; i < READINGS; i++) {
            readings[i] = probe.read();
        }
        Arrays.sort(readings);
        return readings[READINGS / 2];
    }
}
