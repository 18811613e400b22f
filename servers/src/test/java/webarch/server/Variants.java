package webarch.server;

import java.util.List;
import java.util.stream.Stream;

/** What the shared suite runs against: servers in all their variants, as command lines. */
final class Variants {
    /** The servers that share everything but the architecture. */
    static final List<String> OURS =
            List.of(
                    "userver",
                    "userver --body write",
                    "knot",
                    "knot --body write",
                    "watpipe",
                    "watpipe --body write",
                    "watpipe --readers 2 --writers 2",
                    "watpipe --workers 3",
                    "watpipe --queue 1",
                    "watpipe --workers 2 --queue 1",
                    "watpipe --sockets blocking --writers 4");

    static final List<String> ALL = Stream.concat(OURS.stream(), Stream.of("netty")).toList();

    /** One of each, where what is tested does not depend on the variant. */
    static final List<String> PLAIN = List.of("userver", "knot", "watpipe");

    private Variants() {}
}
