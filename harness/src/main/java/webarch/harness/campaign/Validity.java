package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.LoadWindow;
import webarch.harness.measure.ContentionProbe;
import webarch.harness.measure.CpuTimes;
import webarch.harness.plan.Scale;

/**
 * The rules by which a run counts or not, and in paired mode a turn. Each answers with a reason; a
 * run without reasons is valid. A client at its limit is not here: such a run says less, but
 * nothing wrong.
 */
public final class Validity {
    /** What stands between the reasons of a run in a CSV. */
    public static final String SEPARATOR = "; ";

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

    /** Whether there is no other reason than others who used the machine. */
    public static boolean isOfTheMachine(List<String> reasons) {
        return reasons.stream()
                .allMatch(reason -> reason.startsWith(STOLEN) || reason.startsWith(CONTENTION));
    }

    /** The same of a run in {@code runs.csv}. */
    static boolean isOfTheMachine(RunsCsv.Entry run) {
        return isOfTheMachine(List.of(run.invalidReason().split(SEPARATOR, -1)));
    }

    static List<String> judge(Window window, Scale scale) {
        List<String> reasons = new ArrayList<>();
        LoadWindow load = window.load();
        warmUp(load.warmup().replies(), scale.warmupRequests(), load.warmupSeconds())
                .ifPresent(reasons::add);
        account(" of the warm-up", load.warmup(), reasons);
        account("", load.totals(), reasons);
        load(load, window.billed(), reasons);
        if (load.replies() > 0) {
            window.disk()
                    .map(disk -> disk.judge(load.requests(), window.process().readBytes()))
                    .ifPresent(reasons::addAll);
        }
        return reasons;
    }

    /**
     * Of one turn in paired mode. Steal counts beyond one tick of the kernel's clock, so that a
     * turn of a fraction of a second is not lost by the clock's resolution.
     *
     * @param turn its measured part, as the warm-up all that came since the server's last turn
     * @param billed on the server's CPUs in the measured part
     * @param slowdown of the CPUs before and after the turn, the worse
     */
    public static List<String> judge(LoadWindow turn, CpuTimes billed, double slowdown) {
        List<String> reasons = new ArrayList<>();
        account(" since the last turn", turn.warmup().then(turn.totals()), reasons);
        load(turn, billed, reasons);
        reasons.addAll(contention("turn", slowdown));
        return reasons;
    }

    private static void load(LoadWindow load, CpuTimes billed, List<String> reasons) {
        errors(load, reasons);
        if (load.replies() == 0) {
            reasons.add("no reply in the measured window");
            return;
        }
        double little = load.littleResidual();
        if (Math.abs(little) > LITTLE) {
            reasons.add("Little's law off by " + percent(little));
        }
        if (billed.stealsMoreThan(STEAL)) {
            reasons.add(STOLEN + " " + percent(billed.stealShare()));
        }
    }

    /** Something else used the CPUs between runs, and so most likely during them. */
    static List<String> contention(double slowdown) {
        return contention("run", slowdown);
    }

    private static List<String> contention(String what, double slowdown) {
        return slowdown < ContentionProbe.LIMIT
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                CONTENTION
                                        + ": beside the %s the CPUs were %.2f times slower by"
                                        + " interruptions",
                                what,
                                slowdown));
    }

    /** Whether a server is warm after so many replies, where so many are asked for. */
    public static Optional<String> warmUp(long replies, long required, double seconds) {
        return replies >= required
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "warm-up not reached: %d of %d replies in %.1f s",
                                replies,
                                required,
                                seconds));
    }

    /** Every request under way is a client that waits, and every other one has one outcome. */
    private static void account(String which, LoadSnapshot totals, List<String> reasons) {
        if (totals.offered() != totals.ended()) {
            reasons.add(
                    "clients offered "
                            + totals.offered()
                            + " requests"
                            + which
                            + " but account for "
                            + totals.ended());
        }
    }

    /** Of what was asked for before and in the measured part. */
    private static void errors(LoadWindow load, List<String> reasons) {
        LoadSnapshot all = load.warmup().then(load.totals());
        Map<ErrorKind, Long> ever = all.errors();
        Map<ErrorKind, Long> inWindow = load.totals().errors();
        long others =
                EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream().mapToLong(inWindow::get).sum();
        boolean invalid =
                NEVER.stream().anyMatch(kind -> ever.get(kind) > 0)
                        || others > TOLERATED_SHARE * load.requests();
        if (invalid) {
            reasons.add("errors: " + all.errorsByKind());
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
