package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.UsageException;
import webarch.harness.measure.CpuList;
import webarch.harness.plan.Topology;

/** Where server and load run, given what is allowed and what is wished. CPUs of no machine. */
class PlacementTest {
    private static Placement choose(String topology, String server, String load, String allowed) {
        return Placement.choose(
                new Placement.Wish(
                        Optional.ofNullable(topology).map(Topology::of),
                        Optional.ofNullable(server).map(CpuList::parse),
                        Optional.ofNullable(load).map(CpuList::parse)),
                CpuList.parse(allowed));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
                    -         | -       | -         | 9000      | colocated | 9000      | 9000
                    -         | -       | -         | 9000-9001 | pinned    | 9000      | 9001
                    -         | -       | -         | 9000-9003 | pinned    | 9000      | 9001-9003
                    -         | 9002    | -         | 9000-9003 | pinned    | 9002      | 9000-9001,9003
                    -         | -       | 9000      | 9000-9003 | pinned    | 9001      | 9000
                    pinned    | 9000-9001 | 9002    | 9000-9003 | pinned    | 9000-9001 | 9002
                    colocated | -       | -         | 9000-9003 | colocated | 9000      | 9000
                    colocated | 9001    | -         | 9000-9003 | colocated | 9001      | 9001
                    """)
    void placements(
            String wished,
            String server,
            String load,
            String allowed,
            String topology,
            String serverCpus,
            String loadCpus) {
        Placement placement = choose(wished, server, load, allowed);
        assertEquals(topology, placement.topology().label());
        assertEquals(serverCpus, placement.serverCpus().toString());
        assertEquals(loadCpus, placement.loadCpus().toString());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
                    pinned    | -         | -    | 9000      | needs two CPUs
                    pinned    | 9000      | 9000 | 9000-9001 | needs CPUs apart
                    -         | 9007      | -    | 9000-9001 | --server-cpus 9007: this process may use only CPUs 9000-9001
                    -         | -         | 9007 | 9000-9001 | --load-cpus 9007: this process may use only CPUs 9000-9001
                    colocated | 9000-9001 | -    | 9000-9001 | one CPU for server and load
                    colocated | 9000      | 9001 | 9000-9001 | one CPU for server and load
                    pinned    | -         | 9000-9001 | 9000-9001 | needs CPUs apart
                    """)
    void whatCannotBe(String wished, String server, String load, String allowed, String why) {
        String message =
                assertThrows(UsageException.class, () -> choose(wished, server, load, allowed))
                        .getMessage();
        assertTrue(message.contains(why), message);
    }
}
