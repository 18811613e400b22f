package webarch.harness.campaign;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import webarch.harness.load.ErrorKind;
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
                    ErrorKind.NO_ADDRESS,
                    ErrorKind.NO_DESCRIPTOR);

    /** The other kinds can be a close that crossed a request; so few do not bear on a result. */
    private static final double TOLERATED_SHARE = 0.001;

    private Validity() {}

    static List<String> judge(Window window, Scale scale, int connections) {
        List<String> reasons = new ArrayList<>();
        warmUp(window, scale, reasons);
        errors(window, reasons);
        if (window.replies() == 0) {
            reasons.add("no reply in the measured window");
            return reasons;
        }
        if (window.offered() != window.requests()) {
            reasons.add(
                    "clients offered "
                            + window.offered()
                            + " requests but account for "
                            + window.requests());
        }
        double little = window.littleResidual(connections);
        if (Math.abs(little) > LITTLE) {
            reasons.add("Little's law off by " + percent(little));
        }
        if (window.billed().stealsMoreThan(STEAL)) {
            reasons.add("steal time " + percent(window.billed().stealShare()));
        }
        return reasons;
    }

    private static void warmUp(Window window, Scale scale, List<String> reasons) {
        long replies = window.opening().load().replies();
        if (replies < scale.warmupRequests()) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "warm-up not reached: %d of %d replies in %.1f s",
                            replies,
                            scale.warmupRequests(),
                            window.warmupSeconds()));
        }
    }

    private static void errors(Window window, List<String> reasons) {
        Map<ErrorKind, Long> ever = window.closing().load().errors();
        Map<ErrorKind, Long> inWindow = window.load().errors();
        long others =
                EnumSet.complementOf(EnumSet.copyOf(NEVER)).stream()
                        .mapToLong(kind -> inWindow.getOrDefault(kind, 0L))
                        .sum();
        boolean invalid =
                NEVER.stream().anyMatch(kind -> ever.getOrDefault(kind, 0L) > 0)
                        || others > TOLERATED_SHARE * window.requests();
        if (invalid) {
            reasons.add(
                    ever.entrySet().stream()
                            .filter(error -> error.getValue() > 0)
                            .sorted(Map.Entry.comparingByKey())
                            .map(error -> error.getValue() + " " + label(error.getKey()))
                            .collect(Collectors.joining(", ", "errors: ", "")));
        }
    }

    private static String label(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
