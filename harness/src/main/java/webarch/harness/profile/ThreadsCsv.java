package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/**
 * {@code threads.csv}: which threads spend a server's CPU time, and on what: a row for each
 * category that was found in a kind of thread, of each profiled run of a campaign.
 */
public final class ThreadsCsv {
    public static final String FILE = "threads.csv";

    record Row(Profile profile, String thread, Profile.Part part) {}

    static final List<Column<Row>> COLUMNS =
            Stream.of(RunRow.<Row>identity(row -> row.profile.run()), time())
                    .flatMap(List::stream)
                    .toList();

    private ThreadsCsv() {}

    /**
     * The table of the campaign in {@code folder}, made from its stored stacks.
     *
     * @param table the categories
     */
    public static String text(Path folder, Path table) throws IOException {
        CategoryTable categories = CategoryTable.read(table);
        List<Row> rows = new ArrayList<>();
        for (Profile profile : ProfileCsv.profiles(folder, categories)) {
            Samples all = Profile.samples(profile.run().folder(folder), categories);
            byThread(all)
                    .forEach(
                            (thread, samples) ->
                                    Profile.parts(samples, categories).stream()
                                            .filter(part -> part.nanos() > 0)
                                            .forEach(
                                                    part ->
                                                            rows.add(
                                                                    new Row(
                                                                            profile, thread,
                                                                            part))));
        }
        return Csv.text(COLUMNS, rows);
    }

    private static Map<String, Samples> byThread(Samples all) {
        Map<String, Map<Stack, Long>> threads = new TreeMap<>();
        all.nanos()
                .forEach(
                        (stack, nanos) ->
                                threads.computeIfAbsent(stack.threads(), _ -> new LinkedHashMap<>())
                                        .put(stack, nanos));
        Map<String, Samples> samples = new TreeMap<>();
        threads.forEach((thread, nanos) -> samples.put(thread, new Samples(nanos)));
        return samples;
    }

    private static List<Column<Row>> time() {
        return List.of(
                new Column<>("thread", Row::thread),
                new Column<>("category", row -> row.part.category().name()),
                new Column<>(
                        "cpu_us_per_request",
                        row -> row.profile.microsPerRequest(row.part.nanos())),
                new Column<>(
                        "receiver_us_per_request",
                        row -> row.profile.microsPerRequest(row.part.receiverNanos())),
                new Column<>(
                        "skid_us_per_request",
                        row -> row.profile.microsPerRequest(row.part.skidNanos())));
    }
}
