package webarch.harness.workload;

import java.time.Duration;
import java.util.Optional;

/**
 * What an export needs beside the request log.
 *
 * @param think the workload's think times, for generators that draw them anew
 * @param timeout when a client gives up
 * @param sessionRate sessions that arrive each second; empty for a closed loop
 */
public record ExportOptions(Optional<Think> think, Duration timeout, Optional<Double> sessionRate) {

    /** Of a closed loop of clients that have {@code think}. */
    public static ExportOptions closed(Optional<Think> think, Duration timeout) {
        return new ExportOptions(think, timeout, Optional.empty());
    }
}
