package webarch.harness.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.measure.ServerCommand;

/**
 * The servers that are compared, and the one to which the others are.
 *
 * @param against the name of one of them
 * @param absent servers left out because they are not installed
 */
record Subjects(List<BenchSubject> all, String against, List<String> absent) {
    private static final List<String> OURS = List.of("userver", "knot", "watpipe", "netty");

    /** What the others are compared to when nginx is not there. */
    private static final String REFERENCE = "netty";

    /**
     * The subjects for what the user asked for; both may be absent. A server named twice is two
     * instances, the second of which gets a number.
     */
    static Subjects choose(Home home, Optional<List<String>> servers, Optional<String> against) {
        Optional<ServerCommand> nginx = Nginx.command(home);
        List<String> names = new ArrayList<>(servers.orElse(OURS));
        if (servers.isEmpty() && nginx.isPresent()) {
            names.add(Nginx.NAME);
        }
        against.filter(name -> !names.contains(name)).ifPresent(names::add);
        Map<String, Integer> instances = new HashMap<>();
        List<BenchSubject> subjects = new ArrayList<>();
        for (String name : names) {
            int instance = instances.merge(name, 1, Integer::sum);
            subjects.add(
                    new BenchSubject(
                            instance == 1 ? name : name + "-" + instance,
                            command(home, name, nginx)));
        }
        String to = against.orElseGet(() -> reference(names));
        boolean left = servers.isEmpty() && nginx.isEmpty();
        return new Subjects(subjects, to, left ? List.of(Nginx.NAME) : List.of());
    }

    private static ServerCommand command(Home home, String name, Optional<ServerCommand> nginx) {
        if (!name.equals(Nginx.NAME)) {
            return ServerCommand.ours(home.resolve("webarch"), name, List.of());
        }
        return nginx.orElseThrow(
                () -> new UsageException("nginx is not installed; ./setup.sh --peers installs it"));
    }

    private static String reference(List<String> names) {
        for (String wanted : List.of(Nginx.NAME, REFERENCE)) {
            if (names.contains(wanted)) {
                return wanted;
            }
        }
        return names.getFirst();
    }
}
