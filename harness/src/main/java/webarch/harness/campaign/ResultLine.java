package webarch.harness.campaign;

import java.util.Locale;

/** A finished run in one line for people. */
final class ResultLine {
    private ResultLine() {}

    static String of(RunRecord run) {
        StringBuilder line = new StringBuilder(run.run().runId());
        run.window()
                .filter(window -> window.load().replies() > 0)
                .ifPresent(window -> line.append(measured(run, window)));
        if (!run.isValid()) {
            line.append("  INVALID: ").append(String.join("; ", run.invalidReasons()));
        }
        return line.toString();
    }

    private static String measured(RunRecord run, Window window) {
        return String.format(
                Locale.ROOT,
                "  %,.0f replies/s  %,.0f Mbit/s  %.1f µs/request  server %.0f %% load %.0f %%  %s",
                window.load().repliesPerSecond(),
                window.load().throughputMbps(),
                window.cpuMicrosPerRequest(),
                100 * run.serverUtilisation(window),
                100 * run.loadUtilisation(window),
                run.saturation(window).label());
    }
}
