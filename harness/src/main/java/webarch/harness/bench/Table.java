package webarch.harness.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text below a head, for a terminal or for Markdown; the first column is to the left. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> head) {
        rows.add(List.copyOf(head));
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    String text() {
        int[] widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(
                                c ->
                                        rows.stream()
                                                .mapToInt(row -> row.get(c).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        return rows.stream()
                .map(row -> line(row, widths).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String blanks = " ".repeat(widths[c] - row.get(c).length());
            line.append(c == 0 ? row.get(c) + blanks : "  " + blanks + row.get(c));
        }
        return line.toString();
    }

    String markdown() {
        List<String> lines = new ArrayList<>(rows.stream().map(Table::markdown).toList());
        lines.add(1, "|---" + "|---:".repeat(rows.getFirst().size() - 1) + "|");
        return String.join("\n", lines) + "\n";
    }

    private static String markdown(List<String> row) {
        return "| " + String.join(" | ", row) + " |";
    }
}
