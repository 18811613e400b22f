package webarch.harness.plan;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import webarch.harness.load.SessionRate;

/**
 * One level of load.
 *
 * @param clients concurrent clients; with sessions that arrive, the most there may be
 * @param sessionRate sessions that arrive a second; empty for a closed loop, and where {@code
 *     offeredShare} says how many
 * @param offeredShare the same as a share of what the server was seen to do at most
 */
public record Level(int clients, OptionalDouble sessionRate, OptionalDouble offeredShare) {

    public static Level closed(int clients) {
        return new Level(clients, OptionalDouble.empty(), OptionalDouble.empty());
    }

    static Level open(double sessionRate, int clients) {
        return new Level(clients, OptionalDouble.of(sessionRate), OptionalDouble.empty());
    }

    static Level offered(double share, int clients) {
        return new Level(clients, OptionalDouble.empty(), OptionalDouble.of(share));
    }

    /** The level that it is where {@link #offeredShare} comes to {@code rate} sessions a second. */
    public Level at(double rate) {
        return new Level(clients, OptionalDouble.of(rate), offeredShare);
    }

    /** Whether sessions arrive, and clients do not just go on. */
    public boolean isOpen() {
        return sessionRate.isPresent() || offeredShare.isPresent();
    }

    /** Sessions that arrive at random by {@code seed}; empty for a closed loop. */
    public Optional<SessionRate> arrivals(long seed) {
        return sessionRate.isEmpty()
                ? Optional.empty()
                : Optional.of(new SessionRate(sessionRate.getAsDouble(), true, seed));
    }

    /** The key under which a plan lists such levels. */
    String dimension() {
        if (offeredShare.isPresent()) {
            return "offered";
        }
        return sessionRate.isPresent() ? "session_rate" : "connections";
    }

    /** As a plan writes it. */
    String text() {
        if (offeredShare.isPresent()) {
            return plain(100 * offeredShare.getAsDouble()) + "%";
        }
        return sessionRate.isPresent()
                ? plain(sessionRate.getAsDouble())
                : Integer.toString(clients);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /**
     * In the name of a run: {@code c064} clients, {@code r12.5} sessions a second, {@code o075}
     * percent of the peak.
     */
    String label() {
        if (offeredShare.isPresent()) {
            return String.format(Locale.ROOT, "o%03.0f", 100 * offeredShare.getAsDouble());
        }
        return sessionRate.isPresent()
                ? "r" + text()
                : String.format(Locale.ROOT, "c%03d", clients);
    }
}
