package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.profile.CategoryTable;
import webarch.harness.profile.CountersCsv;
import webarch.harness.profile.Counting;
import webarch.harness.profile.ProfileCsv;
import webarch.harness.profile.Profiling;
import webarch.harness.profile.ThreadsCsv;

/**
 * The tables over all observed runs of a campaign, made from the files of the runs: written anew
 * when the runs are complete, and whenever the table of categories has changed.
 *
 * @param folder the campaign's
 */
record ObservationTables(Home home, Path folder) {

    /** All, as far as there are runs for them. */
    void write() throws IOException {
        if (hasRunsWith(Profiling.STACKS)) {
            Path categories = home.resolve(CategoryTable.FILE);
            Durable.write(folder.resolve(ProfileCsv.FILE), ProfileCsv.text(folder, categories));
            Durable.write(folder.resolve(ThreadsCsv.FILE), ThreadsCsv.text(folder, categories));
        }
        if (hasRunsWith(Counting.FILE)) {
            Durable.write(folder.resolve(CountersCsv.FILE), CountersCsv.text(folder));
        }
    }

    /** All, unless the last runner has come so far. */
    void writeMissing() throws IOException {
        boolean complete =
                (!hasRunsWith(Profiling.STACKS)
                                || (Files.exists(folder.resolve(ProfileCsv.FILE))
                                        && Files.exists(folder.resolve(ThreadsCsv.FILE))))
                        && (!hasRunsWith(Counting.FILE)
                                || Files.exists(folder.resolve(CountersCsv.FILE)));
        if (!complete) {
            write();
        }
    }

    private boolean hasRunsWith(String file) throws IOException {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return false;
        }
        List<Path> all;
        try (Stream<Path> children = Files.list(runs)) {
            all = children.toList();
        }
        return all.stream().anyMatch(run -> Files.exists(run.resolve(file)));
    }
}
