package webarch.harness.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.plan.Plan;
import webarch.harness.plan.Scale;
import webarch.harness.remote.LoadHosts;
import webarch.harness.remote.LoadOrigin;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Workload;

/**
 * A workload of a plan at a scale: what is asked for, and the folder of the files.
 *
 * @param given what the plan calls it
 * @param workload as it is used
 * @param requests in the order in which they are asked for
 * @param files where the file set is, or is to be
 */
public record Served(String given, Workload workload, RequestLog requests, Path files) {

    /**
     * Reads the workload.
     *
     * @param givenFiles where the files are; empty for a folder of their own, kept for the next
     *     campaign
     */
    public static Served of(
            Home home, Plan plan, Scale scale, String workload, Optional<Path> givenFiles) {
        Workload asShipped = Workload.load(workload);
        Workload sized =
                scale.directories() == 0
                        ? asShipped
                        : asShipped.withDirectories(scale.directories());
        Workload used = plan.session().map(sized::withSession).orElse(sized);
        Path files =
                givenFiles.orElseGet(
                        () ->
                                home.resolve(".work/filesets")
                                        .resolve(used.fileSetName(plan.seed())));
        return new Served(
                workload, used, used.requestLog(plan.seed()), files.toAbsolutePath().normalize());
    }

    /** From where it is asked for. */
    public LoadOrigin origin(long seed, Optional<LoadHosts> hosts) {
        return LoadOrigin.of(workload, seed, requests, hosts);
    }

    /** Writes what is missing of the files. */
    public void write(Home home, Progress progress) throws IOException {
        if (Files.exists(files) && !(Files.isDirectory(files) && Files.isReadable(files))) {
            throw new UsageException(
                    "--files " + files + ": not a folder that can be read; name another");
        }
        if (!Files.exists(files)) {
            progress.note("writing the file set into " + home.show(files));
        }
        requests.fileSet().write(files);
    }
}
