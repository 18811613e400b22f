package webarch.harness.workload;

import static webarch.harness.workload.InvalidKeyException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

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
 */
public record Workload(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String description,
        @JsonProperty(required = true) int directories,
        @JsonProperty(required = true) List<FileClass> classes,
        @JsonProperty(required = true) Popularity popularity,
        @JsonProperty(required = true) Session session) {

    /** Requests in a log: enough that no directory of a large set goes unasked. */
    private static final int LOGGED_REQUESTS = 1_000_000;

    public Workload {
        require(
                name != null && name.matches("[a-z][a-z0-9_-]*"),
                "name",
                "must be lower-case letters, digits, - and _, not '" + name + "'");
        require(description != null && !description.isBlank(), "description", "must not be empty");
        require(
                directories >= 1 && directories <= 100_000,
                "directories",
                "must be from 1 to 100000, not " + directories);
        require(
                classes != null
                        && !classes.isEmpty()
                        && classes.size() <= 10
                        && classes.stream().noneMatch(Objects::isNull),
                "classes",
                "must list 1 to 10 classes");
        classes = List.copyOf(classes);
        require(popularity != null, "popularity", "must not be empty");
        require(session != null, "session", "must not be empty");
        if (popularity.files() != null) {
            int weights = popularity.files().size();
            require(
                    classes.stream().allMatch(c -> c.files() == weights),
                    "popularity",
                    "files lists " + weights + " weights, so every class must have as many files");
        }
    }

    /**
     * Reads a workload.
     *
     * @param nameOrPath name of a shipped workload, or path of a YAML file
     * @throws webarch.harness.UsageException if it is not there or cannot be used
     */
    public static Workload load(String nameOrPath) {
        return StrictYaml.read(WorkloadFiles.atHome().find(nameOrPath), Workload.class);
    }

    /** The same workload over another number of directories: another identity. */
    public Workload withDirectories(int number) {
        return new Workload(name, description, number, classes, popularity, session);
    }

    /** The same workload with other sessions: the same file set, another request log. */
    public Workload withSession(Session other) {
        return new Workload(name, description, directories, classes, popularity, other);
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
