package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.UsageException;
import webarch.harness.yaml.YamlFile;

/** A workload is read as strictly as a plan. */
class WorkloadTest {
    private static final String GOOD =
            """
            name: w
            description: For tests
            directories: 3
            classes:
              - {weight: 1, smallest: 10, step: 10, files: 2}
              - weight: 2.5
                smallest: 100
                step: 0
                files: 3
            popularity:
              zipf: 1
            session:
              requests: endless
            """;

    @TempDir private Path folder;

    private Workload read(String yaml) throws IOException {
        return WorkloadFile.read(
                YamlFile.read(Files.writeString(folder.resolve("w.yaml"), yaml), "w.yaml"));
    }

    @Test
    void readsEveryKey() throws IOException {
        Workload workload = read(GOOD);
        assertEquals("w", workload.name());
        assertEquals(3, workload.directories());
        assertEquals(new FileClass(2.5, 100, 0, 3), workload.classes().get(1));
        assertEquals(new Popularity(1, null), workload.popularity());
        assertTrue(workload.session().endless());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
    directories: 3       | directores: 3         | w.yaml:3: unknown key `directores`; did you mean `directories`?
    step: 0              | stop: 0               | w.yaml:8: unknown key `stop`; did you mean `step`?
    directories: 3       | directories: many     | w.yaml:3: `directories` must be a whole number, not `many`
    directories: 3       | directories: 2.5      | w.yaml:3: `directories` must be a whole number, not `2.5`
    directories: 3       | directories: 0        | w.yaml:3: `directories` must be from 1 to 100000, not `0`
    directories: 3       | name: again           | w.yaml:3: `name` is given twice
    name: w              | "# none"              | w.yaml:2: the file lacks the key `name`
    name: w              | name:                 | w.yaml:1: `name` must be a single value, not ``
    name: w              | name: My Load         | w.yaml:1: `name` must start with a letter and hold nothing but a-z, 0-9, `.`, `_` and `-`, not `My Load`
    name: w              | name: 'w              | w.yaml:1: not YAML: while scanning a quoted scalar
    weight: 2.5          | weight: 0             | w.yaml:6: `weight` must be a number above 0, not `0`
    weight: 2.5          | weight: 0x1p3         | w.yaml:6: `weight` must be a number, not `0x1p3`
    smallest: 100        | smallest: x           | w.yaml:7: `smallest` must be a whole number, not `x`
    files: 3             | files: 0              | w.yaml:9: `files` must be from 1 to 1000, not `0`
    files: 3             | step: 2               | w.yaml:9: `step` is given twice
    zipf: 1              | zipf: -1              | w.yaml:11: `zipf` must be from 0 to 10, not `-1`
    zipf: 1              | files: [1]            | w.yaml:10: `popularity` lacks the key `zipf`
    zipf: 1              | "zipf: 1\n  files: [1, 2, 3]" | w.yaml:12: `files` lists 3 weights, so every class must have as many files
    zipf: 1              | "zipf: 1\n  files: [1, x]"    | w.yaml:12: `files` must be a number, not `x`
    zipf: 1              | "zipf: 1\n  files: 7"         | w.yaml:12: `files` must be a list with at least one entry, not `7`
    requests: endless    | requests: 0.5         | w.yaml:13: `requests` must be a mean of at least 1, or endless, not `0.5`
    requests: endless    | requests: few         | w.yaml:13: `requests` must be a mean of at least 1, or endless, not `few`
    requests: endless    | requests:             | w.yaml:13: `requests` must be a single value, not ``
    requests: endless    | think: {active: 1s, inactive: 1s, requests_per_page: 2} | w.yaml:12: `session` lacks the key `requests`
    requests: endless    | "requests: 3\n  think: {active: 1s, inactive: 1s}" | w.yaml:14: `think` lacks the key `requests_per_page`
    requests: endless    | "requests: 3\n  think: {active: 1s, inactive: 2m, requests_per_page: 2}" | w.yaml:14: `inactive` must be at most 1m, not `2m`
    requests: endless    | "requests: 3\n  think: {active: soon, inactive: 1s, requests_per_page: 2}" | w.yaml:14: `active` must be a time such as `500ms`, `0.8s` or `2m`, not `soon`
    requests: endless    | "requests: 3\n  think: {active: 1s, inactive: 1s, requests_per_page: 0.5}" | w.yaml:14: `requests_per_page` must be a mean of at least 1, not `0.5`
    requests: endless    | "requests: 3\n  think: {active: 1s, inactive: 1s, requests_per_page: 2, distribution: pareto}" | w.yaml:14: `distribution` cannot be `pareto`; known: `exponential`, `fixed`
    requests: endless    | "requests: 3\n  thinks: 1s" | w.yaml:14: unknown key `thinks`; did you mean `think`?
    requests: endless    | "requests: 3\nmethods: {post: 1}" | w.yaml:14: unknown key `post`; known: `get`, `head`
    requests: endless    | "requests: 3\nmethods: {head: -1}" | w.yaml:14: `head` must be a number above 0, not `-1`
    smallest: 100        | smallest: -1          | w.yaml:7: `smallest` must be from 0 to 1099511627776, not `-1`
    requests: endless    | "requests: 3\n---\nname: x"  | w.yaml:15: a second document starts here; one a file, please
    """)
    void mistakesAreNamedWithTheirPlace(String right, String wrong, String message) {
        UsageException refusal =
                assertThrows(UsageException.class, () -> read(GOOD.replace(right, wrong)));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void readsThinkTimesAndMethods() throws IOException {
        Workload workload =
                read(
                        GOOD.replace(
                                "requests: endless",
                                """
                                requests: 5
                                  think:
                                    active: 100ms
                                    inactive: 2s
                                    requests_per_page: 2.5
                                    distribution: fixed
                                methods: {get: 3, head: 1}"""));
        assertEquals(
                Optional.of(new Think(Duration.ofMillis(100), Duration.ofSeconds(2), 2.5, true)),
                workload.think());
        assertEquals(0.25, workload.headShare());
        assertEquals(Optional.empty(), read(GOOD).think());
        assertEquals(0, read(GOOD).headShare());
    }

    /** Every shipped workload by name, with the bytes that its file promises. */
    @ParameterizedTest
    @CsvSource({
        "specweb99, 1440, 199980000",
        "specweb99-disk, 24480, 3399660000",
        "chunk50k, 4000, 200000000",
        "tiny, 17, 8704",
        "large, 40, 100000000"
    })
    void shippedWorkloadsHaveTheirSizes(String name, int files, long bytes) {
        Workload workload = Workload.load("workloads/" + name + ".yaml");
        assertEquals(name, workload.name());
        assertEquals(files, workload.fileSet(1).files().size());
        assertEquals(bytes, workload.fileSet(1).bytes());
    }

    @Test
    void theDiskWorkloadIsTheShippedOneOverMoreDirectories() {
        Workload disk = Workload.load("workloads/specweb99-disk.yaml");
        Workload memory = Workloads.specweb99();
        assertEquals(memory.classes(), disk.classes());
        assertEquals(memory.popularity(), disk.popularity());
        assertEquals(memory.session(), disk.session());
        assertEquals(680, disk.directories());
    }

    @Test
    void everyFileKnowsItsClass() {
        FileSet files = Workloads.specweb99().withDirectories(2).fileSet(1);
        for (int file = 0; file < files.files().size(); file++) {
            ServedFile served = files.files().get(file);
            FileClass of = files.classes().get(files.classOf(file));
            assertTrue(served.path().contains("/class" + files.classOf(file) + "_"));
            assertTrue(of.smallest() <= served.size() && served.size() <= of.largest());
        }
    }

    @Test
    void specweb99HasItsSizes() {
        FileSet files = Workloads.specweb99().withDirectories(2).fileSet(1);
        assertEquals(2 * 4_999_500, files.bytes());
        assertEquals(72, files.files().size());
        assertEquals("dir00000/class0_1", files.files().get(0).path());
        assertEquals("dir00001/class3_9", files.files().get(71).path());
        assertEquals(900_000, files.files().get(71).size());
    }
}
