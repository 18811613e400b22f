package webarch.harness.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A small blocking server that answers as a script tells it, and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    /** Answers one request; the connection is closed after false. */
    public interface Script {
        boolean answer(Exchange exchange) throws IOException;
    }

    /** One request, and the means to answer it. */
    public static final class Exchange {
        private final int number;
        private final boolean head;
        private final boolean close;
        private final byte[] body;
        private final Socket socket;

        Exchange(int number, boolean head, boolean close, byte[] body, Socket socket) {
            this.number = number;
            this.head = head;
            this.close = close;
            this.body = body;
            this.socket = socket;
        }

        /** Counts the requests of all connections, from 0. */
        int number() {
            return number;
        }

        /** What the file holds; a script may change it. */
        byte[] body() {
            return body;
        }

        Socket socket() {
            return socket;
        }

        static String head(String... fields) {
            return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
        }

        String headWithLength() {
            String length = "content-length: " + body.length;
            return close ? head(length, "Connection: close") : head("Server: scripted", length);
        }

        void send(String text) throws IOException {
            send(text.getBytes(US_ASCII));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** The reply as it should be. */
        public boolean answerWell() throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(headWithLength().getBytes(US_ASCII));
            if (!head) {
                out.write(body);
            }
            return true;
        }

        /** The same, and closes the connection without having said so. */
        boolean answerAndClose() throws IOException {
            answerWell();
            return false;
        }

        /** The same, once {@code moment} has come. */
        boolean answerAfter(CountDownLatch moment) throws IOException {
            try {
                moment.await();
            } catch (InterruptedException _) {
                return false;
            }
            return answerWell();
        }

        /** A reply that the end of the connection ends. */
        boolean answerUntilClose() throws IOException {
            send(head("Server: old"));
            send(body);
            return false;
        }
    }

    private final Path root;
    private final ServerSocket listener;
    private final Script script;
    private final List<List<String>> connections = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Serves the files below {@code root} on a free port. */
    public ScriptedServer(Path root, Script script) throws IOException {
        this.root = root;
        this.script = script;
        listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Requests received so far. */
    public int requests() {
        return requests.get();
    }

    /** The paths that were asked for, by connection, in the order of accepting. */
    List<List<String>> connections() {
        return connections;
    }

    /** The methods of all requests, in the order of their arrival. */
    List<String> methods() {
        return methods;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                List<String> paths = Collections.synchronizedList(new ArrayList<>());
                connections.add(paths);
                Thread.ofVirtual().start(() -> serve(socket, paths));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket, List<String> paths) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String method = line.split(" ", 3)[0];
                String path = line.split(" ", 3)[1].substring(1);
                boolean close = false;
                while (!line.isEmpty()) {
                    line = in.readLine();
                    close |= line.equalsIgnoreCase("Connection: close");
                }
                paths.add(path);
                methods.add(method);
                boolean head = method.equals("HEAD");
                byte[] body = Files.readAllBytes(root.resolve(path));
                Exchange exchange =
                        new Exchange(requests.getAndIncrement(), head, close, body, socket);
                if (!script.answer(exchange) || close) {
                    return;
                }
            }
        } catch (IOException _) {
            // The client went away, or the test closed the server.
        }
    }

    /** Ends every connection; returns when the clients have noticed and closed theirs. */
    void endConnections() {
        // Again and again, because the last connections may wait to be accepted.
        while (!sockets.stream().allMatch(Socket::isClosed)) {
            sockets.forEach(ScriptedServer::end);
            Thread.onSpinWait();
        }
    }

    private static void end(Socket socket) {
        try {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException _) {
            // Closed meanwhile.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
