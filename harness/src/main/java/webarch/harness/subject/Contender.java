package webarch.harness.subject;

import webarch.harness.measure.ServerCommand;

/**
 * A server that is compared.
 *
 * @param server its machine identifier
 * @param options what it is given beyond the defaults, space-separated; may be empty
 * @param instance from 1; more where the same server with the same options takes part again
 */
public record Contender(String server, String options, int instance, ServerCommand command) {
    /** Bodies up to this size are sent with their head unless {@code --inline} says otherwise. */
    private static final String DEFAULT_INLINE = "16384";

    private static final String INLINE = "--inline ";

    /** Unique in the comparison. */
    public String name() {
        String line = options.isEmpty() ? server : server + " " + options;
        return instance == 1 ? line : line + " #" + instance;
    }

    /** Whether it keeps the whole contract of {@code ./webarch serve}, its exit code included. */
    public boolean isOurs() {
        return command.ready() == ServerCommand.Ready.ANNOUNCED && !Foreign.NAMES.contains(server);
    }

    /** The largest body that is sent with its head: 0 for servers that do no such thing. */
    String inline() {
        if (Foreign.NAMES.contains(server) && !server.equals(CLoop.NAME)) {
            return "0";
        }
        int at = options.indexOf(INLINE);
        return at < 0 ? DEFAULT_INLINE : options.substring(at + INLINE.length()).split(" ", 2)[0];
    }

    /** The same with more words at the end of its command line, which are no option of its own. */
    Contender with(String... words) {
        return new Contender(server, options, instance, command.with(words));
    }
}
