package webarch.harness;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The harness's command line for tests. */
public final class CommandLines {
    private CommandLines() {}

    /** It keeps what it prints to itself. */
    public static CommandLine quiet() {
        return Main.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(new StringWriter(), true));
    }
}
