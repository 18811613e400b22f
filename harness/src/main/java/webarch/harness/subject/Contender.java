package webarch.harness.subject;

import java.util.Optional;
import java.util.regex.Pattern;
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
        return option("inline").orElse(DEFAULT_INLINE);
    }

    /** Server processes, each with code of its own to compile; 1 unless the option says so. */
    public int processes() {
        return option("processes")
                .filter(given -> given.matches("[1-9]\\d{0,5}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** The value that an option is given last, behind a blank or an equals sign. */
    private Optional<String> option(String name) {
        return Pattern.compile("(?:^| )--" + name + "[ =](\\S+)")
                .matcher(options)
                .results()
                .map(given -> given.group(1))
                .reduce((_, last) -> last);
    }

    /** The same with more words at the end of its command line, which are no option of its own. */
    Contender with(String... words) {
        return new Contender(server, options, instance, command.with(words));
    }
}
