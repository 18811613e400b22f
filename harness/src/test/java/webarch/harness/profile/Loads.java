package webarch.harness.profile;

import java.util.List;
import java.util.Map;
import webarch.harness.load.ClientTime;
import webarch.harness.load.ErrorKind;
import webarch.harness.load.LoadSnapshot;
import webarch.harness.load.Outcomes;
import webarch.harness.load.SessionTotals;

/** What a load has done that never was. */
final class Loads {
    private Loads() {}

    /** So many requests that got their reply, of a byte each. */
    static LoadSnapshot of(long replies) {
        return new LoadSnapshot(
                0,
                List.of(new Outcomes(replies, Map.of(ErrorKind.OTHER, 0L))),
                replies,
                0,
                new ClientTime(0, 0, 0, 0, 0),
                new SessionTotals(0, 0, 0),
                0,
                replies);
    }
}
