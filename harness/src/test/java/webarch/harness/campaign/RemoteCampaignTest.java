package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns whose load comes from another host, which is an agent in a process of its own. */
@Timeout(60)
class RemoteCampaignTest {
    @TempDir Path folder;

    private TestHome home;

    @BeforeEach
    void home() throws IOException {
        home = TestHome.create(folder);
        home.plan("p", "good", "2", 1);
    }

    private TestHome.Result run(List<String> hosts, String address) throws Exception {
        Path file = Files.write(folder.resolve("hosts"), hosts);
        return home.run(
                "p",
                "--topology",
                "remote",
                "--load-hosts",
                file.toString(),
                "--server-address",
                address);
    }

    /** An agent whose second start, which is for the first run, ends with its eighth order. */
    private String shortLived() throws IOException {
        Path script = folder.resolve("agent");
        Files.writeString(
                script,
                """
                echo start >>'%1$s.starts'
                agent() { %2$s; }
                if [ $(wc -l <'%1$s.starts') -eq 2 ]; then sed -u 8q | agent; else agent; fi
                """
                        .formatted(script, home.agent()));
        return "sh '" + script + "'";
    }

    @Test
    void aRunWhoseLoadHostEndsIsInvalidAndSaysWhy() throws Exception {
        TestHome.Result result = run(List.of("# the only one", shortLived()), "127.0.0.2");
        assertEquals(1, result.exitCode(), result.output());
        CSVRecord row = home.rows().getFirst();
        String reason = row.get("invalid_reason");
        assertTrue(reason.startsWith("load host 1 is gone: its connection has ended"), reason);
        assertEquals("false", row.get("valid"));
        assertEquals("remote", row.get("topology"));
        assertEquals("1", row.get("load_hosts"));
        home.requireNoneLeft();
    }

    @Test
    void anAddressOfAnotherHostIsRefused() throws Exception {
        TestHome.Result result = run(List.of("ssh node1"), "192.0.2.1");
        assertEquals(
                "webarch run: --server-address 192.0.2.1: this host does not have it; see `ip"
                        + " addr`\n",
                result.output());
        assertEquals(2, result.exitCode());
        assertFalse(Files.exists(home.campaign()), "nothing is written");
    }
}
