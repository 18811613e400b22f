package webarch.harness.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import webarch.harness.workload.ServedFile;

/** The requests for each file, rendered once. Immutable; shared by all loops. */
final class Requests {
    private static final byte[] GET = "GET".getBytes(US_ASCII);
    private static final byte[] HEAD = "HEAD".getBytes(US_ASCII);

    /** What follows the method, file by file. */
    private final byte[] text;

    private final int[] ends;
    private final int longest;

    Requests(InetSocketAddress server, List<ServedFile> files) {
        String host = server.getHostString();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        String tail = " HTTP/1.1\r\nHost: " + literal + ":" + server.getPort() + "\r\n\r\n";
        ByteArrayOutputStream rendered = new ByteArrayOutputStream();
        ends = new int[files.size()];
        int most = 0;
        for (int i = 0; i < ends.length; i++) {
            int start = rendered.size();
            rendered.writeBytes((" /" + files.get(i).path() + tail).getBytes(US_ASCII));
            ends[i] = rendered.size();
            most = Math.max(most, ends[i] - start);
        }
        text = rendered.toByteArray();
        longest = HEAD.length + most;
    }

    /** Length in bytes of the longest request. */
    int longest() {
        return longest;
    }

    /** Adds the request for a file to {@code out}. */
    void render(int file, boolean head, ByteBuf out) {
        out.writeBytes(head ? HEAD : GET).writeBytes(text, start(file), length(file));
    }

    /** Adds the request for a file to {@code out}. */
    void render(int file, boolean head, ByteBuffer out) {
        out.put(head ? HEAD : GET).put(text, start(file), length(file));
    }

    private int start(int file) {
        return file == 0 ? 0 : ends[file - 1];
    }

    private int length(int file) {
        return ends[file] - start(file);
    }
}
