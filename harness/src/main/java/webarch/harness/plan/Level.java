package webarch.harness.plan;

import webarch.harness.load.SessionRate;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One level of load.
 *
 * @param clients concurrent clients; with a session rate, the most there may be
 * @param sessionRate sessions that arrive a second; empty for a closed loop
 */
public record Level(int clients, OptionalDouble sessionRate) {

    public static Level closed(int clients) {
        return new Level(clients, OptionalDouble.empty());
    }

    static Level open(double sessionRate, int clients) {
        return new Level(clients, OptionalDouble.of(sessionRate));
    }

    /** Sessions that arrive at random by {@code seed}; empty for a closed loop. */
    public Optional<SessionRate> arrivals(long seed) {
        return sessionRate.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionRate(sessionRate.getAsDouble(), true, seed));
    }

    /** The key under which a plan lists such levels. */
    String dimension() {
        return sessionRate.isEmpty() ? "connections" : "session_rate";
    }

    /** As a plan writes it. */
    String text() {
        return sessionRate.isEmpty() ? Integer.toString(clients) : plain(sessionRate.getAsDouble());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** In the name of a run: {@code c064} clients, or {@code r12.5} sessions a second. */
    String label() {
        return sessionRate.isEmpty() ? String.format(Locale.ROOT, "c%03d", clients) : "r" + text();
    }
}
