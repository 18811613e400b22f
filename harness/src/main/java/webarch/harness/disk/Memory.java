package webarch.harness.disk;

/**
 * How much memory a server and its reads may take.
 *
 * @param share of what {@code bytes} is the bound
 */
public record Memory(Share share, long bytes) {
    /** Two ways to treat servers alike: large processes leave themselves less cache, or not. */
    public enum Share {
        /** Processes and page cache together, so that a server pays for its own size. */
        TOTAL,
        /** The page cache alone: the limit is as much higher as the processes are large. */
        PAGE_CACHE
    }
}
