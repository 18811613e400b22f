package webarch.harness.tune;

import java.time.Duration;
import java.util.List;

/**
 * How the time for a search is spent: three fifths on halving, in equal parts for every rung, the
 * rest on confirmation.
 *
 * @param total for everything
 * @param overhead of a look: start, warm-up and end of a server
 * @param longest window of a look
 */
record Budget(Duration total, Duration overhead, Duration longest) {
    static final int FINALISTS = 3;

    private static final Duration SHORTEST = Duration.ofMillis(300);
    private static final double SEARCH = 0.6;

    /** As many of the candidates as there is time for; those beyond are left out by chance. */
    int affordable(int candidates) {
        for (int n = candidates; n > FINALISTS; n--) {
            if (perLook(Halving.rungs(n, FINALISTS), n).compareTo(overhead.plus(SHORTEST)) >= 0) {
                return n;
            }
        }
        return Math.min(candidates, FINALISTS);
    }

    /** The window of a look in a rung of so many candidates. */
    Duration window(List<Integer> rungs, int size) {
        Duration left = perLook(rungs, size).minus(overhead);
        if (left.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private Duration perLook(List<Integer> rungs, int size) {
        return search().dividedBy((long) rungs.size() * size);
    }

    Duration search() {
        return Duration.ofNanos((long) (SEARCH * total.toNanos()));
    }

    /** Turns of each of so many servers in each of the launches, when so much time is left. */
    int rounds(Duration left, int servers, int launches, Duration slice) {
        Duration turns = left.dividedBy((long) servers * launches).minus(overhead);
        return Math.clamp(turns.toNanos() / slice.toNanos(), 2, 100);
    }
}
