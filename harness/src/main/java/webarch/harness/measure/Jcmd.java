package webarch.harness.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a Java virtual machine about itself. */
public final class Jcmd {
    private static final Path PROGRAM = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private Jcmd() {}

    /** What the process answers to a command of jcmd; nothing if it does not answer. */
    public static String ask(long process, String command)
            throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(PROGRAM.toString(), Long.toString(process), command)
                        .redirectErrorStream(true)
                        .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return jcmd.waitFor() == 0 ? answer : "";
    }
}
