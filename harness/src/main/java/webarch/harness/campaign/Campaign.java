package webarch.harness.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import webarch.harness.UsageException;

/**
 * A campaign's folder, held by one runner. A run is complete when its row is in {@code runs.csv};
 * its folder is moved into place before that, so a folder without a row is a run that was cut.
 *
 * <pre>
 * manifest.json   runs.csv   runs/RUN_ID/   .partial/RUN_ID/ (the run under way)   .lock
 * </pre>
 */
public final class Campaign implements AutoCloseable {
    /** What grows by a row for all that has taken place, below a first line of names. */
    private static final List<String> TABLES = List.of("runs.csv", "peaks.csv", "slices.csv");

    private final Path folder;
    private final CampaignLock lock;
    private final Elapsed elapsed;
    private final boolean folderWasThere;
    private final boolean wasBegun;

    private Campaign(
            Path folder,
            CampaignLock lock,
            Elapsed elapsed,
            boolean folderWasThere,
            boolean wasBegun) {
        this.folder = folder;
        this.lock = lock;
        this.elapsed = elapsed;
        this.folderWasThere = folderWasThere;
        this.wasBegun = wasBegun;
    }

    /** Takes hold of the folder, which is new, empty or a campaign. */
    public static Campaign open(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("--out " + folder + ": not a folder");
        }
        boolean isThere = Files.exists(folder);
        boolean isBegun = isThere && Manifest.read(folder).isPresent();
        if (isThere && !isBegun && !isEmpty(folder)) {
            throw new UsageException(
                    "--out "
                            + folder
                            + ": neither empty nor a campaign (it has no manifest.json);"
                            + " give another folder");
        }
        Files.createDirectories(folder);
        CampaignLock lock =
                CampaignLock.take(folder)
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "--out "
                                                        + folder
                                                        + ": another runner is writing to this"
                                                        + " campaign; wait for it or give another"
                                                        + " folder"));
        return new Campaign(folder, lock, Elapsed.in(folder, System::nanoTime), isThere, isBegun);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        return children(folder).stream().allMatch(CampaignLock::isLockFile);
    }

    public String name() {
        return folder.toAbsolutePath().normalize().getFileName().toString();
    }

    RunsCsv runs() {
        return new RunsCsv(folder.resolve("runs.csv"));
    }

    /** Of the runs by which peaks were found, for an offered load that refers to them. */
    RunsCsv peaks() {
        return new RunsCsv(folder.resolve("peaks.csv"));
    }

    public Optional<JsonNode> manifest() throws IOException {
        return Manifest.read(folder);
    }

    /** Writes the manifest and the head of runs.csv. */
    void begin(JsonNode manifest) throws IOException {
        Files.createDirectories(folder.resolve("runs"));
        Manifest.write(folder, manifest);
        runs().create();
    }

    /** Puts a file beside the manifest, in place of an older one. */
    public void put(String file, String text) throws IOException {
        Durable.write(folder.resolve(file), text);
    }

    /** Writes the manifest of a campaign of turns, which has no runs. */
    public void beginSlices(JsonNode manifest) throws IOException {
        Manifest.write(folder, manifest);
    }

    /**
     * Puts the folder in order after whatever ended the last runner.
     *
     * @return the ids of the complete runs
     */
    Set<String> recover(Progress progress) throws IOException {
        int torn = runs().dropTornRow();
        if (torn > 0) {
            progress.note("runs.csv ended in a row cut short (" + torn + " bytes); removed");
        }
        runs().create();
        Set<String> complete = RunsCsv.ids(runs().entries());
        Durable.remove(folder.resolve(".partial"));
        Files.createDirectories(folder.resolve("runs"));
        for (Path run : children(folder.resolve("runs"))) {
            if (!complete.contains(run.getFileName().toString())) {
                Durable.remove(run);
                progress.note("removed " + run.getFileName() + ", which was not complete");
            }
        }
        return complete;
    }

    /** An empty folder for the files of a run under way. */
    Path beginRun(String runId) throws IOException {
        Durable.requireRoom(folder);
        Path partial = folder.resolve(".partial").resolve(runId);
        Durable.remove(partial);
        return Files.createDirectories(partial);
    }

    /** Moves the files into place, then adds the row. */
    void completeRun(Path partial, RunRecord run) throws IOException {
        Durable.publish(partial, folder.resolve("runs").resolve(run.run().runId()));
        Files.deleteIfExists(folder.resolve(".partial"));
        runs().append(run);
        elapsed.write();
    }

    /** Notes the time after a launch of a campaign of turns, whose slices are in their file. */
    public void completedLaunch() throws IOException {
        elapsed.write();
    }

    /** Leaves nothing behind of a campaign that could not even begin. */
    public void discardIfNothingRan() throws IOException {
        if (wasBegun || anythingRan()) {
            return;
        }
        for (Path child : children(folder)) {
            Durable.remove(child);
        }
        if (!folderWasThere) {
            Files.delete(folder);
        }
    }

    private boolean anythingRan() throws IOException {
        for (String table : TABLES) {
            Path file = folder.resolve(table);
            if (Files.exists(file) && Files.readString(file).lines().count() > 1) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
