package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.plan.Scale;

/**
 * The rules by which a run counts or not. Each answers with a reason; a run without reasons is
 * valid. A client at its limit is not here: such a run says less, but nothing wrong.
 */
final class Validity {
    /** Above it, clients did something else than wait for the server. */
    private static final double LITTLE = 0.05;

    private static final double STEAL = 0.02;

    /**
     * Of these a single one, even in the warm-up, means that server or harness is broken or that
     * the machine ran out of something.
     */
    private static final Set<ErrorKind> NEVER =
            EnumSet.of(
                    ErrorKind.STATUS,
                    ErrorKind.BODY,
                    ErrorKind.TIMEOUT,
                    ErrorKind.SOCKET_TIMEOUT,
                    ErrorKind.NO_ADDRESS,
                    ErrorKind.NO_DESCRIPTOR,
                    ErrorKind.TABLE_FULL);

    /** The other kinds can be a close that crossed a request; so few do not bear on a result. */
    private static final double TOLERATED_SHARE = 0.001;

    private static final String STOLEN = "steal time";
    private static final String CONTENTION = "contention";

    private Validity() {}

    /** Whether others who used the machine are the only reason. */
    static boolean isOfTheMachine(RunsCsv.Entry run) {
        return Stream.of(run.invalidReason().split("; "))
                .allMatch(reason -> reason.startsWith(STOLEN) || reason.startsWith(CONTENTION));
    }

    static List<String> judge(Window window, Scale scale) {
        List<String> reasons = new ArrayList<>();
        warmUp(window, scale, reasons);
        errors(window, reasons);
        if (window.load().replies() == 0) {
            reasons.add("no reply in the measured window");
            return reasons;
        }
        if (window.load().offered() != window.load().requests()) {
            reasons.add(
                    "clients offered "
                            + window.load().offered()
                            + " requests but account for "
                            + window.load().requests());
        }
        double little = window.load().littleResidual();
        if (Math.abs(little) > LITTLE) {
            reasons.add("Little's law off by " + percent(little));
        }
        if (window.billed().stealsMoreThan(STEAL)) {
            reasons.add(STOLEN + " " + percent(window.billed().stealShare()));
        }
        window.disk()
                .map(disk -> disk.judge(window.load().requests(), window.process().readBytes()))
                .ifPresent(reasons::addAll);
        return reasons;
    }

    /** Something else used the CPUs between runs, and so most likely during them. */
    static List<String> contention(double slowdown) {
        return slowdown < ContentionProbe.LIMIT
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                CONTENTION
                                        + ": beside the run the CPUs were %.2f times slower by"
                                        + " interruptions",
                                slowdown));
    }

    private static void warmUp(Window window, Scale scale, List<String> reasons) {
        long replies = window.load().warmup().replies();
        if (replies < scale.warmupRequests()) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "warm-up not reached: %d of %d replies in %.1f s",
                            replies,
                            scale.warmupRequests(),
                            window.load().warmupSeconds()));
        }
    }

    private static void errors(Window window, List<String> reasons) {
        LoadSnapshot all = window.load().warmup().then(window.load().totals());
        Map<ErrorKind, Long> ever = all.errors();
        Map<ErrorKind, Long> inWindow = window.load().totals().errors();
        long others =
                EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream().mapToLong(inWindow::get).sum();
        boolean invalid =
                NEVER.stream().anyMatch(kind -> ever.get(kind) > 0)
                        || others > TOLERATED_SHARE * window.load().requests();
        if (invalid) {
            reasons.add("errors: " + all.errorsByKind());
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
