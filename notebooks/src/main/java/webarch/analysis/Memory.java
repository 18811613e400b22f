package webarch.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What servers hold of the memory: {@code memory.csv}, where it lies beside a campaign's runs. */
public final class Memory {
    static final String FILE = "memory.csv";

    private Memory() {}

    /** For readers: a row for each server under each number of connections. */
    public static Table of(Campaign campaign) {
        Path file = campaign.folder().resolve(FILE);
        if (Files.notExists(file)) {
            throw new UsageException(file + ": no such file; make overhead measures it");
        }
        Table all = CsvFile.read(file, Schema.MEMORY);
        return Table.create(
                "memory",
                all.stringColumn("server"),
                StringColumn.create(
                        "connections",
                        all.longColumn("connections").asList().stream()
                                .map(String::valueOf)
                                .toList()),
                number("resident MB", all, "rss_mb"),
                number("its share MB", all, "pss_mb"),
                number("live heap MB", all, "heap_live_mb"),
                number("page cache MB", all, "page_cache_mb"),
                number("B a connection", all, "bytes_per_connection"));
    }

    private static StringColumn number(String name, Table all, String column) {
        return StringColumn.create(
                name,
                Arrays.stream(all.doubleColumn(column).asDoubleArray())
                        .mapToObj(Numbers::rounded)
                        .toList());
    }
}
