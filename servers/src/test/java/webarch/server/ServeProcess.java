package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A server as a process of its own, or several, that is ready; killed at the end, if need be. */
final class ServeProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready pid=(\\d+) port=(\\d+)");

    private final Process process;
    private final int port;

    ServeProcess(String... arguments) throws IOException {
        process = new ProcessBuilder(command(arguments)).start();
        Matcher ready = READY.matcher(process.inputReader(UTF_8).readLine());
        assertTrue(ready.matches());
        port = Integer.parseInt(ready.group(2));
    }

    /**
     * The command line of a server with the flags that it cannot do without; the first argument may
     * be a variant of several words.
     */
    static List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments[0].split(" ", -1)));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        return command;
    }

    Process process() {
        return process;
    }

    RawClient connect() throws IOException {
        return new RawClient(port);
    }

    /** A connection to each of so many children, made one after the other until all have one. */
    Map<ProcessHandle, RawClient> clientOfEach(int count) throws IOException {
        Map<ProcessHandle, RawClient> clients = new HashMap<>();
        while (clients.size() < count) {
            RawClient client = connect();
            assertEquals(200, client.get("/f100").status());
            Optional<ProcessHandle> owner = owner(client);
            if (owner.isEmpty() || clients.putIfAbsent(owner.get(), client) != null) {
                client.close();
            }
        }
        return clients;
    }

    /** The processes that were started by it and live. */
    Set<ProcessHandle> children() {
        return process.children().filter(ProcessHandle::isAlive).collect(Collectors.toSet());
    }

    /**
     * The process that has accepted a connection: the one that holds the socket which the kernel
     * lists between the server's port and the client's.
     */
    Optional<ProcessHandle> owner(RawClient client) throws IOException {
        String peer = String.format(Locale.ROOT, "0100007F:%04X", client.socket().getLocalPort());
        return socketWith(peer)
                .flatMap(
                        number ->
                                children().stream()
                                        .filter(child -> sockets(child).contains(number))
                                        .findFirst());
    }

    /** The inode of the socket that listens, or of the only one that does. */
    String listener() throws IOException {
        return socketWith("00000000:0000").orElseThrow();
    }

    private Optional<String> socketWith(String peer) throws IOException {
        String ends = String.format(Locale.ROOT, ":%04X %s ", port, peer);
        return Files.readAllLines(Path.of("/proc/net/tcp"), ISO_8859_1).stream()
                .filter(line -> line.contains(ends))
                .map(line -> line.strip().split(" +", -1)[9])
                .findFirst();
    }

    /** The inodes of the sockets that a process has open; none when it has gone. */
    static Set<String> sockets(ProcessHandle process) {
        Set<String> inodes = new TreeSet<>();
        Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
            for (Path descriptor : descriptors) {
                target(descriptor)
                        .filter(name -> name.startsWith("socket:["))
                        .ifPresent(name -> inodes.add(name.substring(8, name.length() - 1)));
            }
        } catch (IOException gone) {
            return Set.of();
        }
        return inodes;
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        all.forEach(child -> child.onExit().join());
    }
}
