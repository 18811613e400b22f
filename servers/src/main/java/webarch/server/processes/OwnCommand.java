package webarch.server.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that started this process, to start more like it. */
final class OwnCommand {
    private OwnCommand() {}

    /** Its words and some more, read whole: {@link ProcessHandle} cuts long ones. */
    static List<String> with(String... more) throws IOException {
        String line = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(line.split("\0", -1)));
        words.removeLast();
        words.addAll(List.of(more));
        return words;
    }
}
