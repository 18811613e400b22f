package webarch.server.processes;

import java.time.Duration;

/**
 * Says when to give up on a process that dies as soon as it is started. One that has served for a
 * while may die as often as it likes.
 */
final class ShortLives {
    /** A process that has served no longer than this has not really come up. */
    static final Duration SHORT = Duration.ofSeconds(5);

    /** So many in a row are no accident. */
    static final int MOST = 5;

    private int inARow;

    /** Notes a death; true when it is time to give up. */
    boolean tooMany(Duration served) {
        inARow = served.compareTo(SHORT) <= 0 ? inARow + 1 : 0;
        return inARow >= MOST;
    }
}
