package webarch.harness.campaign;

import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** The dialect of all our CSVs: RFC 4180 with LF line ends. */
public final class Csv {
    public static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private Csv() {}

    /** One row with its line end. */
    public static String line(List<?> cells) {
        return FORMAT.format(cells.toArray()) + "\n";
    }
}
