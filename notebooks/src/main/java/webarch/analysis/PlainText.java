package webarch.analysis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/** Text for a terminal: ASCII, 80 columns. */
public final class PlainText {
    public static final int COLUMNS = 80;

    private PlainText() {}

    /** Lines of at most 80 columns, each beginning with the indent, broken at spaces. */
    public static List<String> wrap(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            boolean empty = line.length() == indent.length();
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(indent.length());
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** All rows of a table, in ASCII. */
    static String of(Table table) {
        return table.print(table.rowCount())
                .lines()
                .map(PlainText::ascii)
                .collect(Collectors.joining("\n"));
    }

    /** The same in ASCII, letters without their accents. */
    public static String ascii(String line) {
        return Normalizer.normalize(line.replace("µ", "u"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7e]", "?");
    }
}
