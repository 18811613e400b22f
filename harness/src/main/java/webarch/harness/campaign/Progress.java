package webarch.harness.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import webarch.harness.Durations;

/**
 * What a person sees of a campaign: a line for every finished run and, on a terminal, a bar below
 * them that is drawn anew. In a log file every line carries percent and ETA instead. Owned by the
 * main thread; at shutdown {@link Interruption} has the last word.
 */
public final class Progress {
    private static final int BAR = 24;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;

    public Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether standard output is a terminal that can redraw a line. */
    public static boolean onTerminal() {
        try {
            String output = Path.of("/proc/self/fd/1").toRealPath().toString();
            return (output.startsWith("/dev/pts/") || output.startsWith("/dev/tty"))
                    && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException _) {
            return false;
        }
    }

    /** A permanent line. */
    public void note(String text) {
        out.println(terminal ? ERASE + text : text);
        out.flush();
    }

    /** {@code done} of {@code all} are complete and {@code current} is under way. */
    public void bar(int done, int all, Duration left, String current) {
        if (terminal) {
            int filled = BAR * done / all;
            out.print(
                    String.format(
                            Locale.ROOT,
                            "%s[%s%s] %s  %d/%d  %s",
                            ERASE,
                            "#".repeat(filled),
                            ".".repeat(BAR - filled),
                            share(done, all, left),
                            done,
                            all,
                            current));
            out.flush();
        }
    }

    public void finished(int done, int all, Duration left, String result) {
        String line = String.format(Locale.ROOT, "%d/%d %s", done, all, result);
        note(terminal ? line : share(done, all, left) + "  " + line);
    }

    private static String share(int done, int all, Duration left) {
        return String.format(
                Locale.ROOT, "%3d %%  ETA %s", 100 * done / all, Durations.clock(left));
    }
}
