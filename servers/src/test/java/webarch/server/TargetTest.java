package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import webarch.http.Seeds;

/** What a target leads to, and that none leads out of the root. */
class TargetTest {
    static final List<String> OURS = Variants.OURS;

    private static final String SECRET = "outside the root";

    /** Targets, and the content of the file or the status. */
    private static final String TARGETS =
            """
            /a                  -> plain
            /%61                -> plain
            /a?b=/../secret     -> plain
            //a                 -> plain
            /./a                -> plain
            /sub/../a           -> plain
            /sub/./inner        -> inner
            /sub//inner         -> inner
            /a%20b              -> with a space
            /a%2520b            -> with an escape
            /a%20b              -> with a space
            /q%3Fx              -> with a question mark
            /q?x                -> question
            /h%23x              -> with a hash
            /%C3%A4             -> with two octets
            /%c3%a4             -> with two octets
            /back%5Cslash       -> with a backslash
            /back\\slash         -> with a backslash
            /link               -> plain
            /sub/up             -> plain
            /A                  -> 404
            /none               -> 404
            /a/below            -> 404
            /%61%00             -> 400
            /a%2F               -> 400
            /sub%2Finner        -> 400
            /a%                 -> 400
            /a%2                -> 400
            /a%zz               -> 400
            /a%u0061            -> 400
            /%c1%a1             -> 404
            /%e0%81%a1          -> 404
            /..                 -> 400
            /../secret          -> 400
            /%2e%2e/secret      -> 400
            /%2E./secret        -> 400
            /.%2e/secret        -> 400
            /sub/../../secret   -> 400
            /..%2fsecret        -> 400
            /..%5csecret        -> 404
            /..%c0%afsecret     -> 404
            /%c0%ae%c0%ae/secret -> 404
            /...                -> 404
            /                   -> 403
            /sub                -> 403
            /sub/               -> 403
            /a/                 -> 403
            /a/.                -> 403
            /out                -> 403
            /outabsolute        -> 403
            /outfolder/secret   -> 403
            /loop               -> 403
            /pipe               -> 403
            """;

    @TempDir private static Path folder;
    private static Path root;

    @BeforeAll
    static void createFiles() throws IOException, InterruptedException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(folder.resolve("secret"), SECRET);
        write("a", "plain");
        write("a b", "with a space");
        write("a%20b", "with an escape");
        write("q", "question");
        write("q?x", "with a question mark");
        write("h#x", "with a hash");
        write("sub/inner", "inner");
        write("back\\slash", "with a backslash");
        link("link", "a");
        link("sub/up", "../a");
        link("out", "../secret");
        link("outabsolute", folder.resolve("secret").toString());
        link("outfolder", "..");
        link("loop", "loop");
        shell("echo 'with two octets' | tr -d '\\n' > \"$(printf 'root/\\303\\244')\"");
        shell("mkfifo root/pipe");
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void everyTargetLeadsToItsFileOrStatus(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        try (RawClient client = new RawClient(live.port())) {
            for (String line : TARGETS.lines().toList()) {
                String[] parts = line.split(" +-> ", 2);
                RawClient.Answer answer = client.get(parts[0]);
                if (parts[1].matches("\\d+")) {
                    assertEquals(parts[1], Integer.toString(answer.status()), line);
                } else {
                    assertEquals(200, answer.status(), line);
                    assertEquals(parts[1], new String(answer.body(), UTF_8), line);
                }
            }
        }
        live.stop();
    }

    @ParameterizedTest
    @FieldSource("OURS")
    void noTargetLeadsOutOfTheRoot(String server) throws Exception {
        LiveServer live = LiveServer.startBelow(root, server);
        for (Path seed : Seeds.targets().toList()) {
            String target = Files.readString(seed, ISO_8859_1);
            try (RawClient client = new RawClient(live.port())) {
                RawClient.Answer answer = client.get(target);
                String name = seed.getFileName().toString();
                assertTrue(Set.of(200, 400, 403, 404, 414).contains(answer.status()), name);
                String body = new String(answer.body(), ISO_8859_1);
                assertFalse(body.contains(SECRET) || body.contains("root:"), name);
            }
        }
        live.stop();
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(root.resolve(name), content);
    }

    private static void link(String name, String destination) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(destination));
    }

    /** For what the JVM's file name encoding or its library cannot make. */
    private static void shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start();
        assertEquals(0, shell.waitFor());
    }
}
