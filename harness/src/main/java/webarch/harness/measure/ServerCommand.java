package webarch.harness.measure;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * How to start a server: a command line whose words may hold {@code {address}}, {@code {port}},
 * {@code {root}}, {@code {cpus}}, {@code {user}} and {@code {dir}}, the run's own folder.
 *
 * @param ready how the server shows that it listens
 * @param templates files with the same placeholders; filled in, they stand in the run's folder when
 *     the server starts
 * @param address of this host on which it listens
 */
public record ServerCommand(
        List<String> words, Ready ready, List<Path> templates, InetAddress address) {

    /** On the loopback address. */
    public ServerCommand(List<String> words, Ready ready, List<Path> templates) {
        this(words, ready, templates, InetAddress.getLoopbackAddress());
    }

    public ServerCommand(List<String> words, Ready ready) {
        this(words, ready, List.of());
    }

    /** One of our servers, which publishes its counters in {@code {dir}/counters}. */
    public static ServerCommand ours(Path launcher, String server, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(launcher.toString(), "serve", server));
        words.addAll(List.of("--root", "{root}", "--port", "0", "--counters", "{dir}/counters"));
        words.addAll(List.of("--bind", "{address}"));
        words.addAll(arguments);
        return new ServerCommand(words, Ready.ANNOUNCED);
    }

    /** The same server with more words at the end of its command line. */
    public ServerCommand with(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new ServerCommand(all, ready, templates, address);
    }

    /** The same server started by another program, whose command line ends in the server's. */
    public ServerCommand startedBy(List<String> program) {
        List<String> all = new ArrayList<>(program);
        all.addAll(words);
        return new ServerCommand(all, ready, templates, address);
    }

    /** The same server where other hosts reach it. */
    public ServerCommand on(InetAddress other) {
        return new ServerCommand(words, ready, templates, other);
    }

    /** How a server shows that it listens. */
    public enum Ready {
        /** It chooses a port and prints {@code ready pid=PID port=PORT}. */
        ANNOUNCED,
        /** It is told the port, and accepts connections on it. */
        ACCEPTING
    }

    /** The words with every placeholder replaced. */
    List<String> words(Map<String, String> values) {
        return words.stream().map(word -> fill(word, values)).toList();
    }

    static String fill(String word, Map<String, String> values) {
        String filled = word;
        for (Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
