package webarch.harness.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.measure.ServerCommand;

/** Servers that are not ours but known by name, with the settings in {@code harness/subjects}. */
public final class Foreign {
    /** What to do where one is absent. */
    private static final Map<String, String> REMEDIES =
            Map.of(
                    Nginx.NAME, "nginx is not installed (./setup.sh --peers installs it)",
                    Httpd.NAME, "httpd is not installed (./setup.sh --peers installs it)",
                    Httpd.WORKER_NAME, "httpd is not installed (./setup.sh --peers installs it)",
                    CLoop.NAME, "cloop needs a C compiler, `cc`");

    public static final Set<String> NAMES = REMEDIES.keySet();

    private Foreign() {}

    /**
     * How one of {@link #NAMES} is started; empty where it is not installed.
     *
     * @param place where it is asked for, for the message when it does not take {@code options}
     */
    public static Optional<ServerCommand> command(
            Home home, String server, List<String> options, String place) {
        requireNone(options, server, place);
        return command(home, server).map(command -> command.with(options.toArray(String[]::new)));
    }

    /** Whether one of {@link #NAMES} can be started; true for any other. */
    public static boolean isHere(Home home, String server) {
        return !NAMES.contains(server) || command(home, server).isPresent();
    }

    private static Optional<ServerCommand> command(Home home, String server) {
        return switch (server) {
            case Nginx.NAME -> Nginx.command(home);
            case Httpd.NAME -> Httpd.event(home);
            case Httpd.WORKER_NAME -> Httpd.worker(home);
            case CLoop.NAME -> CLoop.command(home);
            default -> throw new IllegalArgumentException(server);
        };
    }

    /** Why {@link #command} answers nothing, and what helps. */
    public static String remedy(String server) {
        return REMEDIES.get(server);
    }

    /** Refuses {@code options} for all but the C loop; {@code place} is where they stand. */
    private static void requireNone(List<String> options, String server, String place) {
        if (!options.isEmpty() && !server.equals(CLoop.NAME)) {
            throw new UsageException(
                    place
                            + ": "
                            + server
                            + " takes no options; its settings are in harness/subjects/"
                            + (server.equals(Nginx.NAME) ? Nginx.NAME : Httpd.NAME)
                            + ".conf");
        }
    }
}
