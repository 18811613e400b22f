package webarch.harness.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import webarch.harness.csv.Csv;

/** What the doctor found, and when. */
public record Examination(Instant time, List<Finding> findings) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static Examination of(List<Finding> findings) {
        return new Examination(Instant.now().truncatedTo(ChronoUnit.SECONDS), findings);
    }

    public long count(Finding.State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    /** As {@code data/SCHEMA.md} describes it. */
    public String json() {
        try {
            return JSON.writeValueAsString(node()) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The same, to be part of something. */
    public ObjectNode node() {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema_version", Csv.SCHEMA_VERSION);
        root.put("time", time.toString());
        ArrayNode all = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = all.addObject();
            node.put("check", finding.check());
            node.put("state", finding.state().label());
            node.put("found", finding.found());
            node.put("remedy", finding.remedy());
        }
        return root;
    }

    /** A line for each, and one below those that can be mended. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            String label = finding.state().label();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-8s %-12s %s%n",
                            label,
                            finding.check(),
                            finding.found()));
            if (!finding.remedy().isEmpty()) {
                text.append(String.format(Locale.ROOT, "%21s fix: %s%n", "", finding.remedy()));
            }
        }
        return text + summary() + System.lineSeparator();
    }

    /** For people: {@code 17 ok, 2 warnings, 1 problem}. */
    public String summary() {
        return count(Finding.State.OK)
                + " ok, "
                + counted(Finding.State.WARNING)
                + ", "
                + counted(Finding.State.PROBLEM);
    }

    private String counted(Finding.State state) {
        long count = count(state);
        return count + " " + state.label() + (count == 1 ? "" : "s");
    }
}
