package webarch.harness.workload;

import java.time.Duration;

/**
 * How long a client thinks before the requests of a session but the first: briefly within a page,
 * as a browser does before the next embedded object (active), and for longer between pages, as its
 * user does (inactive); Barford and Crovella, SIGMETRICS 1998.
 *
 * @param active mean within a page
 * @param inactive mean between pages
 * @param requestsPerPage mean number of requests a page, at least 1; geometric
 * @param fixed whether every think time is its mean; else they are exponential
 */
public record Think(Duration active, Duration inactive, double requestsPerPage, boolean fixed) {

    /** Probability that a page is over after a request. */
    double pageEndProbability() {
        return 1 / requestsPerPage;
    }

    /**
     * A think time in microseconds.
     *
     * @param pageOver whether the page before it is over
     * @param uniform from [0, 1)
     */
    int micros(boolean pageOver, double uniform) {
        double mean = (pageOver ? inactive : active).toNanos() / 1e3;
        // StrictMath: Math.log may differ in the last bit from one machine to the next.
        return (int) Math.round(fixed ? mean : -mean * StrictMath.log1p(-uniform));
    }
}
