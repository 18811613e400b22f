package webarch.analysis;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;

/**
 * What a line of a figure stands for: a server and the options it ran with.
 *
 * @param server machine identifier
 * @param variant what the plan calls it; the same as {@code server} unless it has a name
 * @param options empty for the server's defaults
 * @param shown those options that tell it from others of its name
 */
public record Subject(String server, String variant, String options, String shown)
        implements Comparable<Subject> {
    /** The three architectures, then the references, then what else there is. */
    private static final List<String> ORDER =
            List.of("userver", "knot", "watpipe", "netty", "nginx");

    private static final Comparator<Subject> BY_ORDER =
            Comparator.<Subject>comparingInt(subject -> rank(subject.server))
                    .thenComparing(Subject::server)
                    .thenComparing(Subject::variant)
                    .thenComparing(Subject::options);

    public static Subject of(Row run) {
        return new Subject(
                run.getString("server"),
                run.getString("variant"),
                run.getString("options"),
                run.getString("options"));
    }

    /** Of a slice, which knows no plan's name; the same server again is told by its number. */
    static Subject ofSlice(Row slice) {
        long instance = slice.getLong("instance");
        String server = slice.getString("server");
        String options = slice.getString("options");
        return new Subject(
                server,
                server,
                instance == 1 ? options : (options + " (" + instance + ")").strip(),
                instance == 1 ? options : (options + " (" + instance + ")").strip());
    }

    /** The same whatever it is shown beside. */
    public Subject identity() {
        return new Subject(server, variant, options, options);
    }

    /**
     * These subjects, each as it is shown beside the others: of several that the plan calls the
     * same, with those options that they have not in common; of one that it has a name for,
     * without.
     */
    static Map<Subject, Subject> besideEachOther(Collection<Subject> subjects) {
        Map<String, List<Subject>> byName =
                subjects.stream().distinct().collect(Collectors.groupingBy(Subject::variant));
        Map<Subject, Subject> shown = new TreeMap<>();
        for (List<Subject> same : byName.values()) {
            Set<String> common = new TreeSet<>(same.getFirst().words());
            same.forEach(subject -> common.retainAll(subject.words()));
            boolean unnamed = same.size() == 1 && !same.getFirst().named();
            for (Subject subject : same) {
                shown.put(subject, unnamed ? subject : subject.without(common));
            }
        }
        return shown;
    }

    private Subject without(Set<String> common) {
        return new Subject(
                server,
                variant,
                options,
                words().stream()
                        .filter(word -> !common.contains(word))
                        .collect(Collectors.joining(" ")));
    }

    /** Each option with its value. */
    private List<String> words() {
        return options.isEmpty() ? List.of() : Stream.of(options.split(" (?=--)", -1)).toList();
    }

    private boolean named() {
        return !variant.equals(server);
    }

    @Override
    public int compareTo(Subject other) {
        return BY_ORDER.compare(this, other);
    }

    /** As a reader knows it: {@code µserver}, {@code Knot --carriers 2}, {@code symped-4}. */
    public String label() {
        return withOptions(
                switch (variant) {
                    case "userver" -> "µserver";
                    case "knot" -> "Knot";
                    case "watpipe" -> "WatPipe";
                    case "netty" -> "Netty";
                    default -> variant;
                });
    }

    /** In ASCII, for a terminal. */
    public String plainLabel() {
        return withOptions(variant);
    }

    private String withOptions(String name) {
        String told = named() ? shown.replace("--", "") : shown;
        return told.isEmpty() ? name : name + " " + told;
    }

    private static int rank(String server) {
        int known = ORDER.indexOf(server);
        return known < 0 ? ORDER.size() : known;
    }
}
