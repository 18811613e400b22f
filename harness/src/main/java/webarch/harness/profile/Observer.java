package webarch.harness.profile;

import java.util.List;

/**
 * Watches a server in the measured window of a run. What goes wrong with that ends no run: it is
 * told by {@link #failures}. Owned by the thread that measures.
 *
 * <pre>
 * warm-up ──begin──► window opens … closes ──end──► last readings ──finish──► results written
 * </pre>
 */
public interface Observer {
    /** Watches nothing. */
    Observer NONE =
            new Observer() {
                @Override
                public void begin() {}

                @Override
                public void end() {}

                @Override
                public void finish() {}

                @Override
                public List<String> failures() {
                    return List.of();
                }
            };

    /** Returns when it watches; that may take seconds, in which the server stays under load. */
    void begin();

    /** Ceases to watch, at once. */
    void end();

    /** Writes what was seen into the run's folder. */
    void finish();

    /** Why there is no result, for the row of the run. */
    List<String> failures();
}
