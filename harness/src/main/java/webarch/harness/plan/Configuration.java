package webarch.harness.plan;

/**
 * A server with its options under a load.
 *
 * @param connections concurrent clients, or the most there may be
 */
public record Configuration(Subject subject, int connections) {

    /** For people: what is given to the server beyond its defaults, and its clients. */
    public String text() {
        return (String.join(" ", subject.arguments()) + " under " + connections + " clients")
                .strip();
    }
}
