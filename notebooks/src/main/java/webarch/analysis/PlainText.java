package webarch.analysis;

import java.util.ArrayList;
import java.util.List;

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

    /** The same in ASCII. */
    public static String ascii(String line) {
        return line.replace("µ", "u").replaceAll("[^\\x20-\\x7e]", "?");
    }
}
