package webarch.analysis;

import java.util.Comparator;
import java.util.List;
import tech.tablesaw.api.Row;

/**
 * What a line of a figure stands for: a server and the options it ran with.
 *
 * @param server machine identifier
 * @param options empty for the server's defaults
 */
public record Subject(String server, String options) implements Comparable<Subject> {
    /** The three architectures, then the references, then what else there is. */
    private static final List<String> ORDER =
            List.of("userver", "knot", "watpipe", "netty", "nginx");

    private static final Comparator<Subject> BY_ORDER =
            Comparator.<Subject>comparingInt(subject -> rank(subject.server))
                    .thenComparing(Subject::server)
                    .thenComparing(Subject::options);

    static Subject of(Row run) {
        return new Subject(run.getString("server"), run.getString("options"));
    }

    @Override
    public int compareTo(Subject other) {
        return BY_ORDER.compare(this, other);
    }

    /** As a reader knows it: {@code µserver}, {@code Knot --carriers 2}. */
    public String label() {
        String name =
                switch (server) {
                    case "userver" -> "µserver";
                    case "knot" -> "Knot";
                    case "watpipe" -> "WatPipe";
                    case "netty" -> "Netty";
                    default -> server;
                };
        return options.isEmpty() ? name : name + " " + options;
    }

    /** In ASCII, for a terminal. */
    public String plainLabel() {
        return options.isEmpty() ? server : server + " " + options;
    }

    private static int rank(String server) {
        int known = ORDER.indexOf(server);
        return known < 0 ? ORDER.size() : known;
    }
}
