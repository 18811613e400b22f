package webarch.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.Home;
import webarch.harness.measure.CpuList;

/** What the doctor says of machines made of files, and of this one. */
class DoctorTest {
    private static final Activity CALM = new Activity(0, 0);
    private static final String CPU = "sys/devices/system/cpu/";
    private static final String TRACE_POINT = "sys/kernel/tracing/events/raw_syscalls/sys_enter/id";

    @TempDir Path root;

    private Units units = all -> all;

    /** A machine with two cores that leaves nothing to be desired. */
    @BeforeEach
    void goodMachine() throws IOException {
        file("proc/meminfo", "MemAvailable: 8000000 kB\nMemTotal: 9000000 kB\nSwapTotal: 0 kB");
        file("proc/self/limits", "Max open files            65536                65536     files");
        file("proc/self/cgroup", "0::/\n");
        file("proc/loadavg", "0.05 0.10 0.09 1/100 1000");
        file("proc/sys/net/ipv4/ip_local_port_range", "32768\t60999");
        file("proc/sys/net/core/somaxconn", "4096");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc");
        for (int cpu = 0; cpu < 2; cpu++) {
            file(CPU + "cpu" + cpu + "/topology/thread_siblings_list", "" + cpu);
            file(CPU + "cpu" + cpu + "/cpufreq/scaling_governor", "performance");
        }
        file("servers/target/webarch-servers.jar", "jar");
        file("proc/self/status", "Name: x\nUid:\t1000\t1000\nGid:\t1000\t1000\nCapEff:\t0");
        file("proc/sys/kernel/perf_event_paranoid", "0");
        file("proc/sys/kernel/kptr_restrict", "0");
        file(TRACE_POINT, "348");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private Finding finding(String check) {
        return finding(check, CALM);
    }

    private Finding finding(String check, Activity activity) {
        return Doctor.findings(patient("0-1"), activity).stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsNothingWrongWithAGoodMachine() {
        for (Finding finding : Doctor.findings(patient("0-1"), CALM)) {
            // What the disk of this machine has left, no test decides.
            if (!finding.check().equals("disk")) {
                assertEquals(Finding.State.OK, finding.state(), finding::toString);
            }
        }
    }

    private Patient patient(String cpus) {
        return new Patient(root, root, CpuList.parse(cpus), units);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    governor | sys/devices/system/cpu/cpu1/cpufreq/scaling_governor | powersave
                    siblings | sys/devices/system/cpu/cpu1/topology/thread_siblings_list | 0
                    clock | sys/devices/system/clocksource/clocksource0/current_clocksource | hpet
                    swap | proc/meminfo | SwapTotal: 2000000 kB
                    descriptors | proc/self/limits | Max open files  4096  20000  files
                    ports | proc/sys/net/ipv4/ip_local_port_range | 50000 60999
                    ports | proc/sys/net/ipv4/tcp_tw_reuse | 0
                    backlog | proc/sys/net/core/somaxconn | 128
                    cgroup | sys/fs/cgroup/cpu.max | 50000 100000
                    cgroup | sys/fs/cgroup/memory.max | 1000000000
                    profiling | proc/sys/kernel/perf_event_paranoid | 1
                    profiling | proc/sys/kernel/kptr_restrict | 1
                    upgrades | etc/apt/apt.conf.d/20auto | APT::Periodic::Unattended-Upgrade "1";
                    """)
    void warns(String check, String file, String text) throws IOException {
        file(file, text);
        Finding finding = finding(check);
        assertEquals(Finding.State.WARNING, finding.state(), finding::toString);
        assertFalse(finding.remedy().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    memory | proc/meminfo | MemAvailable: 500000 kB
                    descriptors | proc/self/limits | Max open files  1024  1024  files
                    """)
    void refuses(String check, String file, String text) throws IOException {
        file(file, text);
        assertEquals(Finding.State.PROBLEM, finding(check).state());
    }

    @Test
    void tellsHowCountingIsPermitted() throws IOException {
        Files.delete(root.resolve(TRACE_POINT));
        Finding finding = finding("profiling");
        assertEquals(Finding.State.WARNING, finding.state(), finding::toString);
        assertEquals(
                "as root: mount -o remount,mode=755,gid=1000 /sys/kernel/tracing",
                finding.remedy());
        file("proc/self/status", "Name: x\nUid:\t0\t0\nGid:\t0\t0\nCapEff:\t000001ffffffffff");
        assertEquals(Finding.State.OK, finding("profiling").state());
    }

    @Test
    void missesTheServers() throws IOException {
        Files.delete(root.resolve("servers/target/webarch-servers.jar"));
        assertEquals("make build", finding("build").remedy());
        assertEquals(Finding.State.PROBLEM, finding("build").state());
    }

    @Test
    void timersCountWhereSystemdRuns() throws IOException {
        file("etc/systemd/system/timers.target.wants/fstrim.timer", "");
        file("usr/lib/systemd/system/timers.target.wants/systemd-tmpfiles-clean.timer", "");
        assertEquals(Finding.State.OK, finding("timers").state());
        file("run/systemd/system/x", "");
        assertTrue(
                finding("timers")
                        .remedy()
                        .endsWith("systemctl stop fstrim.timer systemd-tmpfiles-clean.timer"));
    }

    @Test
    void theRemediesAgainstTimersAndUpgradesHelp() throws IOException {
        file("run/systemd/system/x", "");
        file("etc/systemd/system/timers.target.wants/apt-daily.timer", "");
        file("etc/apt/apt.conf.d/20auto", "APT::Periodic::Unattended-Upgrade \"1\";");
        assertEquals(Finding.State.WARNING, finding("timers").state());
        assertTrue(
                finding("upgrades")
                        .remedy()
                        .endsWith("systemctl stop apt-daily.timer apt-daily-upgrade.timer"));
        units = _ -> List.of();
        assertEquals(Finding.State.OK, finding("timers").state());
        assertEquals(Finding.State.OK, finding("upgrades").state());
    }

    @Test
    void aUnitIsActiveWhenSystemctlSaysSoOrSaysNothing() {
        List<String> units = List.of("a.timer", "b.timer");
        assertEquals(List.of("b.timer"), Units.active(units, List.of("inactive", "active")));
        assertEquals(units, Units.active(units, List.of()));
    }

    @Test
    void limitsOfTheOlderKindOfControlGroupsCountToo() throws IOException {
        file("proc/self/cgroup", "4:memory:/box\n2:cpu,cpuacct:/box\n0::/");
        file("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "2000000000");
        file("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "150000");
        file("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000");
        assertEquals(
                "limited to 2.0 GB of memory and CPU time of 1.5 CPUs", finding("cgroup").found());
    }

    @Test
    void otherWorkAndStealAreTold() {
        String before = "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 2 3\n";
        String after = "cpu  140 0 110 830 0 0 0 20 0 0\ncpu0 1 2 3\n";
        Activity activity = Activity.between(before, after, 30);
        assertEquals(0.2, activity.steal(), 1e-9);
        assertEquals(0.2, activity.others(), 1e-9);
        assertEquals(Finding.State.WARNING, finding("steal", activity).state());
        assertEquals(Finding.State.WARNING, finding("load", activity).state());
    }

    @Test
    void oneCpuIsNotEnoughForCapacity() {
        assertEquals(
                Finding.State.WARNING,
                Doctor.findings(patient("0"), CALM).stream()
                        .filter(finding -> finding.check().equals("cpus"))
                        .findFirst()
                        .orElseThrow()
                        .state());
    }

    @Test
    void thisMachineIsExaminedAndTheAnswerReadsAsJson() throws Exception {
        List<Finding> findings = Doctor.examine(new Home(root), Duration.ofMillis(50));
        JsonNode json = new ObjectMapper().readTree(Examination.of(findings).json());
        assertEquals(1, json.at("/schema_version").asInt());
        List<String> checks =
                StreamSupport.stream(json.at("/findings").spliterator(), false)
                        .map(node -> node.at("/check").asText())
                        .toList();
        assertEquals(checks.stream().distinct().toList(), checks);
        for (JsonNode node : json.at("/findings")) {
            assertEquals(
                    node.at("/state").asText().equals("ok"),
                    node.at("/remedy").asText().isEmpty(),
                    node::toString);
        }
    }
}
