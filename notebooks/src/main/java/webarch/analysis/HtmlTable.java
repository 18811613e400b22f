package webarch.analysis;

import java.util.List;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** A table as HTML, text to the left and what begins with a digit to the right. */
final class HtmlTable {
    private HtmlTable() {}

    static String of(Table table) {
        List<String> names = table.columnNames();
        StringBuilder html = new StringBuilder("<table>\n<tr>");
        names.forEach(name -> html.append("<th>").append(Svg.escape(name)).append("</th>"));
        html.append("</tr>\n");
        for (Row row : table) {
            html.append("<tr>");
            names.forEach(name -> cell(html, table.column(name).getString(row.getRowNumber())));
            html.append("</tr>\n");
        }
        return html.append("</table>").toString();
    }

    private static void cell(StringBuilder html, String text) {
        boolean number = !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.equals("-"));
        html.append("<td style=\"text-align:")
                .append(number ? "right" : "left")
                .append("\">")
                .append(Svg.escape(text))
                .append("</td>");
    }
}
