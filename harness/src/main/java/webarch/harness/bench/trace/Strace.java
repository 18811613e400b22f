package webarch.harness.bench.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import webarch.harness.UsageException;

/** How strace is run. */
public final class Strace {
    /**
     * All threads and children; neither contents of strings nor of structures; no signals; passes
     * SIGTERM on to the server, which with an output file is not the default.
     */
    private static final List<String> OPTIONS =
            List.of(
                    "-f",
                    "-qq",
                    "-s",
                    "0",
                    "-a",
                    "1",
                    "-I",
                    "waiting",
                    "-e",
                    "verbose=none",
                    "-e",
                    "signal=none");

    private Strace() {}

    /** The beginning of a command line that traces the command which is its rest. */
    public static List<String> writingTo(Path file) {
        List<String> words = new ArrayList<>(List.of("strace"));
        words.addAll(OPTIONS);
        words.addAll(List.of("-o", file.toString()));
        return words;
    }

    /** Refuses a machine without strace, or one where this user may not trace. */
    public static void require() throws IOException, InterruptedException {
        List<String> trial = writingTo(Path.of("/dev/null"));
        trial.add("true");
        String said;
        int code;
        try {
            Process strace = new ProcessBuilder(trial).redirectErrorStream(true).start();
            said = new String(strace.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            code = strace.waitFor();
        } catch (IOException absent) {
            throw new UsageException(
                    "strace is not installed; ./setup.sh --peers installs it", absent);
        }
        if (code != 0) {
            throw new UsageException(
                    "strace may not trace here ("
                            + said.lines().findFirst().orElse("exit code " + code)
                            + "); in a container it needs the capability SYS_PTRACE");
        }
    }
}
