package webarch.harness.load;

/**
 * How clients spent their time, in nanoseconds, summed over them. What is under way when a snapshot
 * is taken is in none of the first four yet, so the growth of the sum is exactly the clients' time.
 *
 * @param latency in requests that got their reply, from request sent to last byte received
 * @param failed in requests and connects that failed
 * @param connecting from asking for a connection to having it
 * @param thinking between a reply and the next request, the client's own work included
 * @param unfinished in what is under way, from its beginning to the snapshot
 */
public record ClientTime(
        long latency, long failed, long connecting, long thinking, long unfinished) {

    long total() {
        return latency + failed + connecting + thinking + unfinished;
    }

    ClientTime plus(ClientTime other) {
        return add(other, 1);
    }

    ClientTime minus(ClientTime other) {
        return add(other, -1);
    }

    private ClientTime add(ClientTime other, int sign) {
        return new ClientTime(
                latency + sign * other.latency,
                failed + sign * other.failed,
                connecting + sign * other.connecting,
                thinking + sign * other.thinking,
                unfinished + sign * other.unfinished);
    }
}
