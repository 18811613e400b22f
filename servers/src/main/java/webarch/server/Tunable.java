package webarch.server;

import java.util.Locale;

/** The options that only some servers have a use for. */
public enum Tunable {
    ACCEPTS,
    MAX_CONNECTIONS,
    LISTENER,
    CACHE_MEMORY,
    CACHE,
    BODY,
    SOCKETS,
    HEAD_TIMEOUT,
    PROCESSES,
    LOOPS,
    CARRIERS,
    SCHEDULER,
    IO,
    FILE_WORKERS,
    READERS,
    WRITERS,
    WORKERS,
    QUEUE;

    /** Its name on the command line. */
    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
