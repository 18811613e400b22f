package webarch.harness.workload;

import java.util.List;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.yaml.Shipped;

/**
 * What is served and asked for, as its YAML file describes it. File set and request log follow from
 * it and a seed alone.
 *
 * @param name machine identifier, ASCII
 * @param description one line for people
 * @param directories number of directories, each with the same files; the first is the most popular
 * @param classes files of a directory
 * @param popularity which of them are asked for how often
 * @param session what a client does on one connection
 * @param think how long it thinks between the requests of a session; empty for not at all
 * @param headShare share of the requests that are HEAD and not GET
 */
public record Workload(
        String name,
        String description,
        int directories,
        List<FileClass> classes,
        Popularity popularity,
        Session session,
        Optional<Think> think,
        double headShare) {

    /** The paths of a file set have five digits for the directory. */
    public static final int MOST_DIRECTORIES = 100_000;

    /** Requests in a log: enough that no directory of a large set goes unasked. */
    private static final int LOGGED_REQUESTS = 1_000_000;

    /**
     * Reads a workload.
     *
     * @param nameOrPath name of a shipped workload, or path of a YAML file
     * @throws webarch.harness.UsageException if it is not there or cannot be used
     */
    public static Workload load(String nameOrPath) {
        return WorkloadFile.read(Shipped.WORKLOAD.read(Home::find, nameOrPath));
    }

    /** The same workload over another number of directories: another identity. */
    public Workload withDirectories(int number) {
        return new Workload(
                name, description, number, classes, popularity, session, think, headShare);
    }

    /** The same workload with other sessions: the same file set, another request log. */
    public Workload withSession(Session other) {
        return new Workload(
                name, description, directories, classes, popularity, other, think, headShare);
    }

    /** The same workload with other think times: the same files asked for, another request log. */
    public Workload withThink(Optional<Think> other) {
        return new Workload(
                name, description, directories, classes, popularity, session, other, headShare);
    }

    public FileSet fileSet(long seed) {
        return new FileSet(this, seed);
    }

    /** Tells the file sets of the shipped workloads apart in one folder. */
    public String fileSetName(long seed) {
        return name + "-" + directories + "-" + seed;
    }

    public RequestLog requestLog(long seed) {
        return requestLog(seed, LOGGED_REQUESTS);
    }

    /** A log of {@code requests} requests, at least 1; a prefix of every longer one. */
    public RequestLog requestLog(long seed, int requests) {
        return new RequestLogGenerator(this, seed).generate(requests);
    }

    int filesPerDirectory() {
        return classes.stream().mapToInt(FileClass::files).sum();
    }
}
