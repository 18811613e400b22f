package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {
    @TempDir Path folder;

    @Test
    void itSaysWhereEachServerIsBestAndWhatARequestCosts() throws IOException {
        SyntheticCampaign runs = SyntheticCampaign.complete();
        runs.rows().stream()
                .filter(row -> row.get("server").equals("knot"))
                .forEach(
                        row -> {
                            boolean best = row.get("connections").equals("32");
                            row.put("replies_per_s", best ? "50000" : "400");
                            row.put("cpu_us_per_request", "12.34");
                            row.put("server_utilisation", "0.985");
                            row.put("load_utilisation", "0.5");
                        });

        String page = summary(runs);

        String knot =
                page.lines().filter(line -> line.startsWith("knot")).findFirst().orElseThrow();
        assertEquals(
                "knot | 50000 [50000, 50000] | 32 | yes | 12.3 | 98.5% | 50.0%",
                knot.trim().replaceAll(" {2,}", " | "));
    }

    @Test
    void invalidRunsAreCountedByReason() throws IOException {
        String page = summary(SyntheticCampaign.complete());

        assertTrue(page.contains("108 runs, 106 valid, 2 invalid:"), page);
        assertTrue(page.contains("    2  load generator saturated\n"), page);
        assertTrue(page.contains("    1  steal time above 0.05"), page);
    }

    @Test
    void anIncompleteCampaignIsMarked() throws IOException {
        SyntheticCampaign cut = SyntheticCampaign.complete();
        cut.rows().removeLast();

        assertTrue(summary(cut).contains("INCOMPLETE: 107 of 108 planned runs"));
    }

    @Test
    void itFitsOnATerminalPageHoweverMuchThereIsToSay() throws IOException {
        SyntheticCampaign large = SyntheticCampaign.complete();
        List<Map<String, String>> first = List.copyOf(large.rows().subList(0, 36));
        for (int variant = 0; variant < 30; variant++) {
            for (Map<String, String> row : first) {
                Map<String, String> copy = new LinkedHashMap<>(row);
                copy.put("options", "--send-buffer " + variant * 1000);
                large.rows().add(copy);
            }
        }
        new ArrayList<>(large.rows())
                .subList(0, 12)
                .forEach(
                        row -> {
                            row.put("valid", "false");
                            row.put("invalid_reason", "reason µ " + "long ".repeat(30));
                        });
        large.set("machine", "A Very Long Model Name Ω ".repeat(8) + "2 CPUs; Linux 0.0.0");

        String page = summary(large);

        assertTrue(page.lines().count() <= 40, page);
        assertTrue(page.lines().allMatch(line -> line.length() <= 80), page);
        assertTrue(page.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), page);
        assertTrue(page.contains("more; throughput.csv has them all"), page);
    }

    private String summary(SyntheticCampaign campaign) throws IOException {
        return Summary.of(Campaign.read(campaign.write(folder)));
    }
}
