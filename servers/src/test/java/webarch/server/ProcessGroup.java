package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A server of several processes, a parent and its children; killed at the end, if need be. */
final class ProcessGroup implements AutoCloseable {
    private final Process process;
    private final int port;

    ProcessGroup(String variant, String... options) throws IOException {
        process = new ProcessBuilder(ServerProcess.command(variant, options)).start();
        port = ServerProcess.port(process.inputReader(UTF_8).readLine());
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
