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
                    "userver --loops 2",
                    "userver --loops 2 --cache private --listener reuseport",
                    "userver --loops 2 --sockets blocking",
                    "knot",
                    "knot --body write",
                    "knot --carriers 2",
                    "knot --carriers 2 --cache private --listener reuseport",
                    "knot --scheduler jdk",
                    "knot --scheduler jdk --carriers 2 --file-workers 2",
                    "knot --file-workers 2 --sockets blocking",
                    "knot --scheduler jdk --io nio",
                    "knot --scheduler jdk --io nio --body write",
                    "watpipe",
                    "watpipe --body write",
                    "watpipe --readers 2 --writers 2",
                    "watpipe --workers 3",
                    "watpipe --queue 1",
                    "watpipe --workers 2 --queue 1",
                    "watpipe --sockets blocking --writers 4");

    static final List<String> ALL = Stream.concat(OURS.stream(), Stream.of("netty")).toList();

    /** Those in which a client that does not read holds up nobody else. */
    static final List<String> UNHINDERED =
            ALL.stream().filter(variant -> !variant.contains("blocking")).toList();

    /** One of each, where what is tested does not depend on the variant. */
    static final List<String> PLAIN = List.of("userver", "knot", "watpipe");

    private Variants() {}
}
