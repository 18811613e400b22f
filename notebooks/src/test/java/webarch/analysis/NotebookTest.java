package webarch.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as committed, and their cells in a bare JShell, which is what kernels wrap. */
final class NotebookTest {
    /** In digits, or a word that only a measurement could have told. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[0-9]+|\\b(half|third|quarter|fifth|tenth|hundredth|dozen|hundred|thousand)s?\\b");

    @TempDir Path folder;

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyCellShowsWhatThereIs(Path notebook) throws IOException {
        SyntheticCollection.write(folder);

        for (Ran cell : run(notebook, folder)) {
            assertEquals(List.of(), cell.values.stream().filter(NotebookTest::isNotShown).toList());
            assertTrue(
                    cell.source.lines().filter(line -> line.contains(".say(")).count()
                            <= cell.printed.lines().filter(line -> !line.isBlank()).count(),
                    cell.source);
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void whereThereAreNoDataTheNotebookSaysSoAndGoesOn(Path notebook) throws IOException {
        SyntheticCampaign.complete().set("plan", "of-somebody-else").write(folder);

        List<String> shown =
                run(notebook, folder).stream().flatMap(cell -> cell.values.stream()).toList();

        assertTrue(
                shown.stream()
                        .anyMatch(value -> value.matches("(?s).*plan [a-z-]+ has no campaign.*")),
                shown.toString());
    }

    /**
     * A cell that has been run.
     *
     * @param values as a kernel without pictures shows them
     * @param printed by it
     */
    private record Ran(String source, List<String> values, String printed) {}

    private static boolean isNotShown(String value) {
        return value.startsWith("\"not shown: ");
    }

    private static List<Ran> run(Path notebook, Path data) throws IOException {
        List<Ran> cells = new ArrayList<>();
        PrintStream terminal = System.out;
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (String entry :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                shell.addToClasspath(entry);
            }
            for (JsonObject cell : cells(notebook, "code")) {
                ByteArrayOutputStream printed = new ByteArrayOutputStream();
                System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
                List<String> values = evaluate(shell, withData(source(cell), data));
                cells.add(new Ran(source(cell), values, printed.toString(StandardCharsets.UTF_8)));
            }
        } finally {
            System.setOut(terminal);
        }
        return cells;
    }

    /** The page is written by a run that takes minutes, and would be forgotten otherwise. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void thePageOfKernelsHasAsManyFiguresAndTablesAsTheNotebook(Path notebook) throws IOException {
        String cells =
                String.join("\n", cells(notebook, "code").stream().map(c -> source(c)).toList());
        String counts =
                "%d figures, %d tables, 0 not shown"
                        .formatted(
                                cells.split("Show\\.figure\\(", -1).length - 1,
                                cells.split("Show\\.table\\(", -1).length - 1);
        String name = "| `%s` |".formatted(notebook.toString().replace(".ipynb", ""));

        List<String> rows =
                Files.readAllLines(Path.of("KERNELS.md")).stream()
                        .filter(line -> line.startsWith(name))
                        .toList();

        assertEquals(
                List.of("%s %s | %s, same as the first |".formatted(name, counts, counts)),
                rows,
                "notebooks/kernel/compare writes the page");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void theFirstCodeCellHoldsTheParameters(Path notebook) throws IOException {
        List<JsonObject> cells = cells(notebook, "code");

        assertTrue(isParameters(cells.getFirst()));
        assertEquals(1, cells.stream().filter(NotebookTest::isParameters).count());
    }

    /** The browser test takes minutes and is not run with the others. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void theBrowserTestKnowsWhatToChangeEachParameterTo(Path notebook) throws IOException {
        String test = Files.readString(Path.of("browser/check.py"));
        Matcher parameter =
                Pattern.compile("^var (\\w+) = ", Pattern.MULTILINE)
                        .matcher(source(cells(notebook, "code").getFirst()));
        while (parameter.find()) {
            String name = parameter.group(1);
            assertTrue(name.equals("results") || test.contains("    \"" + name + "\": "), name);
        }
    }

    /** A number in the text would outlive the data that it came from. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void theTextHoldsNoNumbers(Path notebook) throws IOException {
        Set<String> files = new HashSet<>();
        notebooks().forEach(file -> files.add(file.toString().replace(".ipynb", "")));
        for (JsonObject cell : cells(notebook, "markdown")) {
            assertEquals("", numbers(source(cell), files), source(cell));
        }
    }

    @Test
    void namesMayHoldDigitsAndNothingElseBetweenBackticks() {
        assertEquals("", numbers("`latency_p99_us` in 2007, section 4.2; `01-a`", Set.of("01-a")));
        assertEquals("64", numbers("with `--loops 64`", Set.of()));
        assertEquals("95", numbers("`95` of them", Set.of()));
        assertEquals("02", numbers("`02-b`", Set.of("01-a")));
        assertEquals("tenth", numbers("within a tenth of it", Set.of()));
    }

    /** The first number in a text that is neither a year, a section nor part of a name. */
    private static String numbers(String text, Set<String> files) {
        String rest =
                text.replaceAll("\\b(19|20)[0-9]{2}\\b", "")
                        .replaceAll("\\b[Ss]ections? [0-9.]+", "")
                        .replaceAll("`[A-Za-z]\\w*`", "");
        for (String file : files) {
            rest = rest.replace("`" + file + "`", "");
        }
        Matcher number = NUMBER.matcher(rest);
        return number.find() ? number.group() : "";
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void nothingOfAnExecutionIsCommitted(Path notebook) throws IOException {
        JsonObject root = root(notebook);
        assertEquals(
                "{\"kernelspec\":{\"display_name\":\"Java\",\"language\":\"java\",\"name\":\"java\"}}",
                root.get("metadata").toString());
        assertEquals(4, root.get("nbformat").getAsInt());
        assertEquals(5, root.get("nbformat_minor").getAsInt());
        Set<String> ids = new HashSet<>();
        for (JsonObject cell : cells(notebook, "code")) {
            assertEquals(0, cell.getAsJsonArray("outputs").size());
            assertTrue(cell.get("execution_count").isJsonNull());
        }
        for (JsonElement cell : root.getAsJsonArray("cells")) {
            assertTrue(ids.add(cell.getAsJsonObject().get("id").getAsString()));
        }
    }

    /** Neither magics nor a kernel's own names: a cell is Java and {@code webarch.analysis}. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void cellsUseNothingOfOneKernel(Path notebook) throws IOException {
        for (JsonObject cell : cells(notebook, "code")) {
            for (String line : source(cell).lines().toList()) {
                assertFalse(line.strip().startsWith("%"), line);
                assertFalse(line.contains("display("), line);
                if (line.startsWith("import ")) {
                    assertTrue(line.matches("import (java|webarch\\.analysis)\\..*"), line);
                }
            }
        }
    }

    private static String withData(String cell, Path data) {
        return cell.replaceFirst("var data = .*;", "var data = \"" + data + "\";");
    }

    private static List<String> evaluate(JShell shell, String cell) {
        List<String> values = new ArrayList<>();
        String rest = cell;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (SnippetEvent event : shell.eval(next.source())) {
                List<String> problems = new ArrayList<>();
                shell.diagnostics(event.snippet()).forEach(d -> problems.add(d.getMessage(null)));
                assertEquals(Snippet.Status.VALID, event.status(), () -> next.source() + problems);
                if (event.exception() != null) {
                    throw new AssertionError(next.source(), event.exception());
                }
                if (event.value() != null) {
                    values.add(event.value());
                }
            }
            rest = next.remaining();
        }
        return values;
    }

    private static boolean isParameters(JsonObject cell) {
        JsonElement tags = cell.getAsJsonObject("metadata").get("tags");
        return tags != null && tags.toString().equals("[\"parameters\"]");
    }

    private static List<JsonObject> cells(Path notebook, String type) throws IOException {
        List<JsonObject> cells = new ArrayList<>();
        for (JsonElement cell : root(notebook).getAsJsonArray("cells")) {
            if (cell.getAsJsonObject().get("cell_type").getAsString().equals(type)) {
                cells.add(cell.getAsJsonObject());
            }
        }
        return cells;
    }

    private static String source(JsonObject cell) {
        StringBuilder source = new StringBuilder();
        cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
        return source.toString();
    }

    @SuppressWarnings("deprecation") // The kernels' library brings a Gson without parseString.
    private static JsonObject root(Path notebook) throws IOException {
        return new JsonParser().parse(Files.readString(notebook)).getAsJsonObject();
    }
}
