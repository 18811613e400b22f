package webarch.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import webarch.harness.UsageException;

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
                files: 2
            popularity:
              zipf: 1
            session:
              requests: endless
            """;

    @TempDir private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("w.yaml"), text);
    }

    @Test
    void readsEveryKey() throws IOException {
        Workload workload = Workload.load(file(GOOD).toString());
        assertEquals("w", workload.name());
        assertEquals(3, workload.directories());
        assertEquals(new FileClass(2.5, 100, 0, 2), workload.classes().get(1));
        assertEquals(new Popularity(1, null), workload.popularity());
        assertTrue(workload.session().endless());
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                bad("directories: 3", "directores: 3", 3, "directores: unknown key; known here"),
                bad("step: 0", "step: 0\n    think_time: 3", 9, "classes[1].think_time: unknown"),
                bad(
                        "directories: 3",
                        "directories: many",
                        3,
                        "directories: must be a whole number"),
                bad("directories: 3", "directories: 2.5", 3, "directories: must be a whole number"),
                bad("directories: 3", "directories: 0", 3, "directories: must be from 1 to 100000"),
                bad("directories: 3", "directories: 1\ndirectories: 2", 4, "Duplicate field"),
                bad("name: w", "# none", 2, "name: missing"),
                bad("name: w", "name:", 1, "name: must be lower-case letters"),
                bad("name: w", "name: My Load", 1, "name: must be lower-case letters"),
                bad("weight: 2.5", "weight: 0", 6, "classes[1].weight: must be a number above 0"),
                bad("smallest: 100", "smallest: x", 7, "classes[1].smallest: must be a whole"),
                bad("    files: 2\n", "", 6, "classes[1].files: missing"),
                bad("    files: 2", "    files: 0", 9, "classes[1].files: must be from 1 to 1000"),
                bad("zipf: 1", "zipf: -1", 11, "popularity.zipf: must be from 0 to 10"),
                bad("zipf: 1", "zipf: 1\n  files: [1, 2, 3]", 10, "popularity: files lists 3"),
                bad("zipf: 1", "zipf: 1\n  files: [1, x]", 12, "popularity.files[1]: must be a nu"),
                bad("zipf: 1", "zipf: 1\n  files: 7", 12, "popularity.files: must be a list"),
                bad("requests: endless", "requests: 0.5", 13, "session.requests: must be a mean"),
                bad("requests: endless", "requests: few", 13, "session.requests: must be a mean"),
                bad("session:\n  requests: endless", "session: 3", 12, "session: must be a group"),
                bad("name: w", "name: 'w", 1, "while scanning a quoted scalar"),
                bad("popularity:\n  zipf: 1", "popularity:", 10, "popularity: must be a group"),
                bad("requests: endless", "requests:", 13, "session.requests: must be a mean"),
                bad(
                        "requests: endless",
                        "requests: 3\n---\nname: x",
                        15,
                        "more than one document"));
    }

    private static Arguments bad(String good, String bad, int line, String message) {
        return Arguments.of(GOOD.replace(good, bad), line, message);
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void refusesWithOneLineThatNamesFileLineAndKey(String text, int line, String message)
            throws IOException {
        Path file = file(text);
        String said =
                assertThrows(UsageException.class, () -> Workload.load(file.toString()))
                        .getMessage();
        assertTrue(said.startsWith(file + ", line " + line + ": "), said);
        assertTrue(said.contains(message), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file("");
        assertThrows(UsageException.class, () -> Workload.load(file.toString()));
    }

    @Test
    void namesTheShippedWorkloadsWhenThereIsNoneOfThatName() {
        WorkloadFiles shipped = new WorkloadFiles(Path.of("workloads"));
        String said =
                assertThrows(UsageException.class, () -> shipped.find("specweb96")).getMessage();
        assertTrue(said.contains("unknown workload 'specweb96'"), said);
        assertTrue(said.contains("specweb99"), said);
        assertEquals(Path.of("workloads/specweb99.yaml"), shipped.find("specweb99"));
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
