package webarch.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import webarch.analysis.Campaigns;
import webarch.analysis.SyntheticCollection;

/** The page over invented campaigns, read as a browser reads it. */
final class ReportTest {
    private static final String BEST = "20260101T120000Z-best-smoke";
    private static final String DISK = "20260101T120000Z-disk-smoke";
    private static final String CLAIM = "tr:contains(At its best the event-driven server)";

    @TempDir Path home;
    private Path here;
    private Path reference;

    @BeforeEach
    void campaigns() throws IOException {
        Files.createDirectories(home.resolve("notebooks"));
        Files.copy(Path.of("claims.yaml"), home.resolve("notebooks/claims.yaml"));
        here = Files.createDirectories(home.resolve("data/campaigns"));
        reference = Files.createDirectories(home.resolve("data/reference"));
        Path all = home.resolve("all");
        SyntheticCollection.write(all);
        for (String campaign : List.of(BEST, DISK)) {
            copy(all.resolve(campaign), reference.resolve(campaign));
            Files.move(all.resolve(campaign), here.resolve(campaign));
        }
    }

    @Test
    void eachVerdictStandsBesideThatOfTheReference() throws IOException {
        edit(
                reference.resolve(BEST).resolve("slices.csv"),
                text ->
                        text.replace(",userver,", ",other,")
                                .replace(",knot,", ",userver,")
                                .replace(",other,", ",knot,"));

        Document page = page();

        Element claim = page.selectFirst(CLAIM);
        assertEquals("✓ reproduced", claim.select("td").get(1).select(".verdict").text());
        assertEquals("✗ contradicted", claim.select("td").get(2).select(".verdict").text());
        assertTrue(
                claim.select("td")
                        .get(1)
                        .select(".measured")
                        .text()
                        .matches("1\\.1[0-9] \\[1\\..*"));
    }

    @Test
    void eachFigureStandsBesideThatOfTheReference() throws IOException {
        Document page = page();

        Element plan = page.getElementById("plan-best").parent();
        assertEquals(List.of("Here", "Reference"), plan.select(".pair figcaption").eachText());
        assertEquals(2, plan.select(".pair svg[viewBox]").size());
        assertTrue(plan.select(".note").text().contains("PRELIMINARY (SCALE smoke)"));
        assertTrue(page.selectFirst(".preliminary").text().startsWith("PRELIMINARY"));
    }

    @Test
    void whatOnlyTheReferenceHasIsShownAsNotMeasuredHere() throws IOException {
        delete(here.resolve(DISK));

        Document page = page();

        Element plan = page.getElementById("plan-disk").parent();
        assertTrue(plan.text().contains("Here: not measured."), plan.text());
        assertFalse(plan.select(".pair").isEmpty());
        for (Element pair : plan.select(".pair")) {
            assertEquals(1, pair.select("figure").size());
        }
    }

    @Test
    void invalidRunsAreListedWithTheirReasonsWhateverTheseHold() throws IOException {
        String reason = "<script>alert('µ' & 1)</script>";
        edit(
                here.resolve(DISK).resolve("runs.csv"),
                text -> text.replaceFirst(",true,\n", ",false,\"" + reason + "\"\n"));

        Document page = page();

        assertEquals(0, page.select("script").size());
        Element row = page.selectFirst("#invalid ~ details tr:has(code)");
        assertEquals(reason, row.select("td").last().text());
        assertTrue(page.select("#invalid ~ ul li").eachText().contains("1: " + reason));
    }

    @Test
    void invalidSlicesAreListedLikeRunsAndDecideNothing() throws IOException {
        edit(
                here.resolve(BEST).resolve("slices.csv"),
                text ->
                        text.replaceFirst("\n", ",valid,invalid_reason\n")
                                .replaceAll("(?m)^(1,.*,knot,.*)$", "$1,false,errors: 1 body")
                                .replaceAll("(?m)^(1,.*,[0-9])$", "$1,true,"));

        Document page = page();

        Element slices = page.selectFirst("h3:contains(" + BEST + ") + p");
        assertEquals("80 slices, 20 of them invalid.", slices.text());
        assertEquals("20: errors", slices.nextElementSibling().text());
        assertTrue(page.select("#invalid ~ details td").eachText().contains("launch 1, round 1"));
        assertTrue(page.selectFirst(CLAIM).select("td").get(1).text().contains("not shown"));
    }

    @Test
    void expectedAndActualTimeMachineAndCommitComeFromTheCampaign() throws IOException {
        Files.writeString(
                here.resolve(BEST).resolve("manifest.json"),
                """
                {"forecast_s": 120.4, "plan": {"description": "a < b"},
                 "versions": {"commit": "c0ffee", "modified": true, "java": "25"},
                 "machine": {"cpu_model": "synthetic CPU", "memory_bytes": 2000000000}}
                """);
        Files.writeString(
                here.resolve(BEST).resolve("elapsed.json"),
                "{\"schema_version\": 1, \"elapsed_s\": 3733.2}");

        Document page = page();

        assertEquals(
                List.of("best", "2:00", "1:02:13", "31.01"),
                page.selectFirst("#time ~ table tbody tr").select("td").eachText());
        assertEquals("a < b", page.getElementById("plan-best").nextElementSibling().text());
        assertEquals("-; c0ffee (modified)", fact(page, "Commit"));
        assertEquals("-; 2000", fact(page, "Memory (MB)"));
    }

    @Test
    void theReferenceItselfStandsAlone() throws IOException {
        Document page = page("data/reference", "--out", home.resolve("alone.html").toString());

        assertEquals(
                List.of("Claim", "Here"),
                page.selectFirst("table thead tr").select("th").eachText());
        assertTrue(Files.notExists(reference.resolve("report.html")));
    }

    @Test
    void anUnfinishedCampaignIsNamed() throws IOException {
        edit(
                here.resolve(DISK).resolve("runs.csv"),
                text -> text.lines().limit(5).collect(java.util.stream.Collectors.joining("\n")));

        Document page = page();

        assertTrue(
                page.text().contains(DISK + ": 4 of 10 planned runs"),
                page.select("h3:contains(Not complete)").text());
    }

    @Test
    void thePageNeedsNothingElseAndIsTheSameBytesInEveryLocale() throws IOException {
        page();
        byte[] first = Files.readAllBytes(here.resolve("report.html"));
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            page();
        } finally {
            Locale.setDefault(locale);
        }

        String text = Files.readString(here.resolve("report.html"));
        assertEquals(new String(first, java.nio.charset.StandardCharsets.UTF_8), text);
        assertFalse(
                text.replace("http://www.w3.org/2000/svg", "")
                        .replace("http://www.w3.org/1999/xlink", "")
                        .matches("(?s).*(https?:|src=|@import|url\\(http).*"));
    }

    private static String fact(Document page, String name) {
        return page.selectFirst("#machine ~ table tr:has(b:containsOwn(" + name + "))")
                .select("td")
                .get(1)
                .text();
    }

    private Document page(String... arguments) throws IOException {
        StringWriter err = new StringWriter();
        int status =
                new CommandLine(new ReportCommand(() -> new Campaigns(home)))
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        assertEquals(0, status, err.toString());
        Path file =
                arguments.length == 0 ? here.resolve("report.html") : home.resolve("alone.html");
        return Jsoup.parse(Files.readString(file));
    }

    private static void edit(Path file, UnaryOperator<String> change) throws IOException {
        String text = Files.readString(file);
        String changed = change.apply(text);
        assertFalse(changed.equals(text), file + " has nothing to change");
        Files.writeString(file, changed);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
