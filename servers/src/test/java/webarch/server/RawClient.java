package webarch.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends bytes as told and reads replies one by one. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** A reply; field names in lower case. */
    record Answer(int status, String head, Map<String, String> fields, byte[] body) {
        String field(String name) {
            return fields.get(name);
        }
    }

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** A client that lets the server be ahead of it by little: SO_RCVBUF in bytes, or 0. */
    RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends text, in which | stands for CRLF. */
    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("|", "\r\n").getBytes(ISO_8859_1));
        return this;
    }

    Answer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1|Host: x||").read();
    }

    Answer read() throws IOException {
        return read(true);
    }

    /** Reads a reply to HEAD, or any other that announces a body but has none. */
    Answer readHead() throws IOException {
        return read(false);
    }

    /** Reads a head, has something happen, and then reads the body, or what comes of it. */
    byte[] bodyWhile(Event event) throws IOException {
        int length = Integer.parseInt(fields(head()).get("content-length"));
        event.happen();
        return in.readNBytes(length);
    }

    /** Something that may happen in the middle of a reply. */
    interface Event {
        void happen() throws IOException;
    }

    private Answer read(boolean withBody) throws IOException {
        String head = head();
        Map<String, String> fields = fields(head);
        String[] lines = head.split("\r\n", -1);
        int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
        int length = Integer.parseInt(fields.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(withBody && status != 304 ? length : 0);
        if (withBody && status != 304 && body.length < length) {
            throw new EOFException(body.length + " of " + length + " bytes");
        }
        return new Answer(status, head, fields, body);
    }

    private static Map<String, String> fields(String head) {
        Map<String, String> fields = new TreeMap<>();
        String[] lines = head.split("\r\n", -1);
        for (int i = 1; i < lines.length - 2; i++) {
            int colon = lines[i].indexOf(':');
            fields.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return fields;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("after " + head.length() + " bytes of a head");
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    /** Whether a reply begins, or else the server has closed the connection. */
    boolean hasReply() throws IOException {
        in.mark(1);
        boolean begins = in.read() >= 0;
        in.reset();
        return begins;
    }

    /** Whether the server has closed the connection, waiting for it if need be. */
    boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
