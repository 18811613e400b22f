package webarch.harness.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The requests of a load, in order, cut into sessions. Immutable but for the remembered digest;
 * thread-safe.
 *
 * <p>An endless log is one session. It is handed out in stretches, so that clients which share it
 * do not all ask for the same; a client goes from one to the next on the same connection.
 */
public final class RequestLog {
    private static final byte[] HEAD = "HEAD:".getBytes(US_ASCII);

    /** In the text, what may stand around a path: {@code HEAD:}, {@code @2147483647}, a blank. */
    private static final int LONGEST_EXTRA = 32;

    private final String name;
    private final boolean endless;
    private final FileSet files;
    private final int[] requests;
    private final int[] ends;
    private final Behaviour behaviour;
    private volatile String sha256;

    /**
     * @param requests indices into {@code files}
     * @param ends where each session or stretch ends: the index after its last request
     * @param behaviour how the requests are made
     */
    RequestLog(
            String name,
            boolean endless,
            FileSet files,
            int[] requests,
            int[] ends,
            Behaviour behaviour) {
        this.name = name;
        this.endless = endless;
        this.files = files;
        this.requests = requests;
        this.ends = ends;
        this.behaviour = behaviour;
    }

    /** The workload's name. */
    public String name() {
        return name;
    }

    public boolean endless() {
        return endless;
    }

    public FileSet fileSet() {
        return files;
    }

    /** Number of requests. */
    public int size() {
        return requests.length;
    }

    /** The file that a request asks for, as an index into the file set. */
    public int file(int request) {
        return requests[request];
    }

    /** Whether a request is HEAD; it is GET otherwise. */
    public boolean head(int request) {
        return behaviour.head().get(request);
    }

    /** Whether there is any HEAD. */
    public boolean heads() {
        return !behaviour.head().isEmpty();
    }

    /** How long a client thinks before a request, in microseconds; 0 before a session's first. */
    public int thinkMicros(int request) {
        return behaviour.thinkMicros(request);
    }

    /** Whether clients ever think. */
    public boolean thinks() {
        return behaviour.thinks();
    }

    /** Number of sessions; of stretches where the log is endless. */
    public int sessions() {
        return ends.length;
    }

    /** Index of a session's first request. */
    public int sessionStart(int session) {
        return session == 0 ? 0 : ends[session - 1];
    }

    /** The index after a session's last request. */
    public int sessionEnd(int session) {
        return ends[session];
    }

    /**
     * SHA-256 of the log's text: a line a session, its requests separated by a space. A request is
     * the path of its file; {@code HEAD:} stands before it if it is one, {@code @} and the think
     * time in microseconds behind it if there is one.
     */
    public String sha256() {
        if (sha256 == null) {
            sha256 = digest();
        }
        return sha256;
    }

    private String digest() {
        byte[][] paths =
                files.files().stream().map(f -> f.path().getBytes(US_ASCII)).toArray(byte[][]::new);
        int longest = Arrays.stream(paths).mapToInt(path -> path.length).max().orElse(0);
        ByteBuffer text = ByteBuffer.allocate(1 << 16);
        int session = 0;
        Sha256 digest = Sha256.start();
        for (int i = 0; i < requests.length; i++) {
            if (text.remaining() < longest + LONGEST_EXTRA) {
                digest.digest().update(text.flip());
                text.clear();
            }
            if (head(i)) {
                text.put(HEAD);
            }
            text.put(paths[requests[i]]);
            if (thinkMicros(i) > 0) {
                text.put(("@" + thinkMicros(i)).getBytes(US_ASCII));
            }
            boolean last = i + 1 == (endless ? requests.length : ends[session]);
            text.put((byte) (last ? '\n' : ' '));
            session += last ? 1 : 0;
        }
        digest.digest().update(text.flip());
        return digest.hex();
    }
}
