package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A client that asks for one file very often: it learns from the first reply how long they are, and
 * then looks at little more.
 */
final class Pipeline implements AutoCloseable {
    private final RawClient client;
    private final String request;
    private final DataInputStream in;
    private final byte[] reply;

    Pipeline(int port, String target) throws IOException {
        client = new RawClient(port);
        request = "GET " + target + " HTTP/1.1|Host: x||";
        RawClient.Answer first = client.get(target);
        assertEquals(200, first.status());
        reply = new byte[first.head().length() + first.body().length];
        in = new DataInputStream(client.socket().getInputStream());
    }

    /** Sends requests in one go and takes their replies. */
    void exchange(int count) throws IOException {
        client.send(request.repeat(count));
        for (int i = 0; i < count; i++) {
            in.readFully(reply);
            assertEquals("HTTP/1.1 200 OK", new String(reply, 0, 15, ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
