package webarch.harness.workload;

import picocli.CommandLine.Option;
import webarch.harness.UsageException;

/** The flags that choose a workload, for every command that needs one. */
public final class WorkloadArguments {
    @Option(
            names = "--workload",
            required = true,
            paramLabel = "W",
            description = "A shipped workload's name, or the path of a YAML file.")
    private String workload;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of file set and request log (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--directories",
            paramLabel = "N",
            description = "Number of directories in place of the workload's own.")
    private Integer directories;

    /** The workload, with as many directories as were asked for. */
    public Workload workload() {
        Workload loaded = Workload.load(workload);
        if (directories == null) {
            return loaded;
        }
        if (directories < 1 || directories > Workload.MOST_DIRECTORIES) {
            throw new UsageException(
                    "--directories must be from 1 to "
                            + Workload.MOST_DIRECTORIES
                            + ", not "
                            + directories);
        }
        return loaded.withDirectories(directories);
    }

    public long seed() {
        return seed;
    }
}
