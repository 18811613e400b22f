package webarch.harness.subject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.measure.ServerCommand;
import webarch.harness.plan.Subject;

/**
 * The servers that are compared, and the one to which the others are.
 *
 * @param against one of them
 * @param absent what was left out because it is not installed, each with the remedy
 */
public record Subjects(List<Contender> all, Contender against, List<String> absent) {
    /** Compared unless asked otherwise, as far as they are installed. */
    private static final List<String> USUAL =
            List.of("userver", "knot", "watpipe", "netty", Nginx.NAME, Httpd.NAME, CLoop.NAME);

    /** The variants of {@code --suite}. */
    static final List<String> SUITE =
            List.of(
                    "userver",
                    "userver --inline 0",
                    "knot",
                    "knot --inline 0",
                    "knot --scheduler jdk",
                    "watpipe",
                    "watpipe --inline 0",
                    "watpipe --scheduling batch",
                    "netty",
                    Nginx.NAME,
                    Httpd.NAME,
                    CLoop.NAME,
                    CLoop.NAME + " --inline 0");

    /** What the others are compared to, the first that takes part. */
    private static final List<String> REFERENCES = List.of(Nginx.NAME, "netty");

    /** Without being told, these take half of their descriptors for connections. */
    private static final Set<String> LIMITED = Set.of("userver", "knot", "watpipe");

    /** Half of the descriptors that many systems allow. */
    private static final int CERTAIN_ROOM = 512;

    /** Connections beside those of the load: who waits for a close to be seen needs none. */
    private static final int SPARE = 64;

    /** The usual ones, as far as they are installed. */
    public static Subjects usual(Home home, Optional<String> against) {
        return installed(home, USUAL, against);
    }

    /** Those of {@link #SUITE}, as far as they are installed. */
    public static Subjects suite(Home home, Optional<String> against) {
        return installed(home, SUITE, against);
    }

    private static Subjects installed(Home home, List<String> lines, Optional<String> against) {
        List<String> there = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String line : lines) {
            String server = line.split(" ", 2)[0];
            if (!Foreign.NAMES.contains(server) || foreign(home, server, List.of()).isPresent()) {
                there.add(line);
            } else if (line.equals(server)) {
                absent.add(Foreign.remedy(server));
            }
        }
        Subjects chosen = choose(home, there, against);
        return new Subjects(chosen.all, chosen.against, absent);
    }

    /**
     * The subjects that the user names by command lines, such as {@code userver --inline 0}.
     *
     * @param against takes part even when it is not among them
     */
    public static Subjects choose(Home home, List<String> lines, Optional<String> against) {
        List<String> all = new ArrayList<>(lines.stream().map(Subjects::tidy).toList());
        Optional<String> reference = against.map(Subjects::tidy);
        reference.filter(line -> !all.contains(line)).ifPresent(all::add);
        Map<String, Integer> instances = new HashMap<>();
        List<Contender> subjects =
                all.stream()
                        .map(line -> subject(home, line, instances.merge(line, 1, Integer::sum)))
                        .toList();
        String to = reference.orElseGet(() -> reference(all));
        Contender found =
                subjects.stream().filter(s -> s.name().equals(to)).findFirst().orElseThrow();
        return new Subjects(subjects, found, List.of());
    }

    /**
     * The servers of a plan, each compared to the first.
     *
     * @param variants with their options
     */
    public static Subjects of(Home home, List<Subject> variants) {
        Map<String, Integer> instances = new HashMap<>();
        List<Contender> all = new ArrayList<>();
        for (Subject variant : variants) {
            String options = String.join(" ", variant.arguments());
            int instance = instances.merge(variant.server() + " " + options, 1, Integer::sum);
            all.add(
                    new Contender(
                            variant.server(), options, instance, SubjectCommand.of(home, variant)));
        }
        return new Subjects(all, all.getFirst(), List.of());
    }

    /** One blank between words. */
    private static String tidy(String line) {
        return String.join(" ", line.strip().split("\\s+"));
    }

    private static String reference(List<String> lines) {
        return REFERENCES.stream().filter(lines::contains).findFirst().orElse(lines.getFirst());
    }

    private static Contender subject(Home home, String line, int instance) {
        List<String> words = Arrays.asList(line.split(" "));
        String server = words.getFirst();
        List<String> options = words.subList(1, words.size());
        ServerCommand command =
                Foreign.NAMES.contains(server)
                        ? foreign(home, server, options)
                                .orElseThrow(() -> new UsageException(Foreign.remedy(server)))
                        : ServerCommand.ours(home.resolve("webarch"), server, options);
        return new Contender(server, String.join(" ", options), instance, command);
    }

    private static Optional<ServerCommand> foreign(Home home, String server, List<String> options) {
        String line = String.join(" ", Stream.concat(Stream.of(server), options.stream()).toList());
        return Foreign.command(home, server, options, "--servers " + line);
    }

    /** The same with room for so many connections in each server that would not have it. */
    public List<Contender> withRoomFor(int connections) {
        if (connections <= CERTAIN_ROOM) {
            return all;
        }
        String room = Integer.toString(connections + SPARE);
        return all.stream()
                .map(
                        subject ->
                                LIMITED.contains(subject.server())
                                        ? subject.with("--max-connections", room)
                                        : subject)
                .toList();
    }

    /** The C loop that sends the same bytes in the same way as {@code subject}, if it is there. */
    public Optional<Contender> floorOf(Contender subject) {
        return all.stream()
                .filter(other -> other.server().equals(CLoop.NAME))
                .filter(other -> other.inline().equals(subject.inline()))
                .findFirst();
    }
}
