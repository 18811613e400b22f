package webarch.harness.load;

/**
 * The sessions of a load; all 0 where sessions do not end.
 *
 * @param begun sessions that began
 * @param notBegun sessions that arrived and found every client busy; none in a closed loop
 * @param nanos sum over the sessions of their length so far
 */
public record SessionTotals(long begun, long notBegun, long nanos) {

    SessionTotals plus(SessionTotals other) {
        return add(other, 1);
    }

    SessionTotals minus(SessionTotals other) {
        return add(other, -1);
    }

    private SessionTotals add(SessionTotals other, int sign) {
        return new SessionTotals(
                begun + sign * other.begun,
                notBegun + sign * other.notBegun,
                nanos + sign * other.nanos);
    }
}
