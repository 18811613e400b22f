package webarch.harness.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import webarch.harness.workload.ServedFile;

/**
 * One connection on which files are asked for one after the other, every byte compared. What it
 * sends is the same for every server. Owned by one thread.
 */
public final class SequentialClient implements AutoCloseable {
    private static final Pattern DATE = Pattern.compile("(?i)\r\nDate:([^\r]*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+) *\r\n");
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final MessageDigest digest = sha256();
    private long sent;
    private long received;

    /**
     * What was exchanged since the last {@link #take}.
     *
     * @param sent bytes of requests
     * @param received bytes of replies
     * @param sha256 of all replies, with the value of Date blanked out
     */
    public record Exchanged(long sent, long received, String sha256) {}

    public SequentialClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** Asks for a file and waits for all of it. */
    public void get(ServedFile file) throws IOException {
        byte[] request =
                ("GET /" + file.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(ISO_8859_1);
        socket.getOutputStream().write(request);
        sent += request.length;
        String head = readHead();
        Matcher length = LENGTH.matcher(head);
        if (!head.startsWith("HTTP/1.1 200 ")
                || !length.find()
                || Long.parseLong(length.group(1)) != file.size()) {
            throw new IOException("wrong reply to " + file.path() + ": " + head.strip());
        }
        byte[] body = in.readNBytes((int) file.size());
        if (body.length != file.size() || !file.content().matches(0, ByteBuffer.wrap(body))) {
            throw new IOException("wrong body of " + file.path());
        }
        digest.update(withoutDate(head).getBytes(ISO_8859_1));
        digest.update(body);
        received += head.length() + body.length;
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed the connection");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The same length, so that a date of another form would show. */
    public static String withoutDate(String head) {
        Matcher date = DATE.matcher(head);
        if (!date.find()) {
            return head;
        }
        return head.substring(0, date.start(1))
                + "x".repeat(date.end(1) - date.start(1))
                + head.substring(date.end(1));
    }

    public Exchanged take() {
        Exchanged exchanged =
                new Exchanged(sent, received, HexFormat.of().formatHex(digest.digest()));
        sent = 0;
        received = 0;
        return exchanged;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
