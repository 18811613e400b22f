package webarch.harness.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import webarch.harness.UsageException;

/** Where {@code --url} points. */
record ServerUrl(String text, InetSocketAddress address) {
    private static final int CONNECT_MILLIS = 3000;

    static ServerUrl parse(String text) {
        try {
            URI url = new URI(text);
            boolean rootOnly = url.getPath() == null || url.getPath().matches("/?");
            if ("http".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && rootOnly
                    && url.getQuery() == null
                    && url.getFragment() == null
                    && url.getPort() < 65536) {
                int port = url.getPort() == -1 ? 80 : url.getPort();
                return new ServerUrl(text, resolve(text, url.getHost(), port));
            }
        } catch (URISyntaxException _) {
            // The message below says what is wanted.
        }
        throw new UsageException(
                "--url `" + text + "` cannot be used; write it like http://127.0.0.1:8080");
    }

    private static InetSocketAddress resolve(String text, String host, int port) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetSocketAddress address = new InetSocketAddress(bare, port);
        if (address.isUnresolved()) {
            throw new UsageException("--url " + text + ": unknown host " + bare);
        }
        return address;
    }

    /** Refuses a server that accepts no connection. */
    void requireReachable() {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
        } catch (IOException error) {
            throw new UsageException(
                    "no server answers at "
                            + text
                            + " ("
                            + error.getMessage()
                            + "); start it first",
                    error);
        }
    }
}
