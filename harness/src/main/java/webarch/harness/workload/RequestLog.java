package webarch.harness.workload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The requests of a load, in order, cut into sessions. Immutable but for the remembered digest;
 * thread-safe.
 *
 * <p>An endless log is one session. It is handed out in stretches, so that clients which share it
 * do not all ask for the same; a client goes from one to the next on the same connection.
 */
public final class RequestLog {
    private final String name;
    private final boolean endless;
    private final FileSet files;
    private final int[] requests;
    private final int[] ends;
    private volatile String sha256;

    /**
     * @param requests indices into {@code files}
     * @param ends where each session or stretch ends: the index after its last request
     */
    RequestLog(String name, boolean endless, FileSet files, int[] requests, int[] ends) {
        this.name = name;
        this.endless = endless;
        this.files = files;
        this.requests = requests;
        this.ends = ends;
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

    /** SHA-256 of the log's text: a line a session, its paths separated by a space. */
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
        byte[] text = new byte[1 << 16];
        int length = 0;
        int session = 0;
        Sha256 digest = Sha256.start();
        for (int i = 0; i < requests.length; i++) {
            if (length + longest + 1 > text.length) {
                digest.digest().update(text, 0, length);
                length = 0;
            }
            byte[] path = paths[requests[i]];
            System.arraycopy(path, 0, text, length, path.length);
            length += path.length;
            boolean last = i + 1 == (endless ? requests.length : ends[session]);
            text[length++] = (byte) (last ? '\n' : ' ');
            session += last ? 1 : 0;
        }
        digest.digest().update(text, 0, length);
        return digest.hex();
    }
}
