package webarch.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Turns a request target into a path relative to the document root (RFC 9112, section 3.2; RFC
 * 3986, sections 2.1 and 5.2.4). That the path stays below the root is decided here for {@code ..},
 * and by the kernel for symbolic links.
 */
public final class TargetPath {
    private static final String SCHEME = "http://";

    private TargetPath() {}

    /**
     * Decodes a target in origin or absolute form; the query is ignored.
     *
     * @return bytes of a relative path without empty, {@code .} or {@code ..} segments
     * @throws NotServedException 400 when malformed or leading out of the root, 403 when it can
     *     only be a directory, because those are not listed
     */
    public static byte[] decode(String target) throws NotServedException {
        String path = path(target);
        Deque<byte[]> segments = new ArrayDeque<>();
        boolean directory = false;
        for (String segment : path.substring(1).split("/", -1)) {
            byte[] name = unescape(segment);
            directory = true;
            switch (new String(name, StandardCharsets.ISO_8859_1)) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.pollLast() == null) {
                        throw new NotServedException(Status.BAD_REQUEST);
                    }
                }
                default -> {
                    segments.addLast(name);
                    directory = false;
                }
            }
        }
        if (directory) {
            throw new NotServedException(Status.FORBIDDEN);
        }
        return join(segments);
    }

    private static String path(String target) throws NotServedException {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            int slash = path.indexOf('/', SCHEME.length());
            int authorityEnd = slash < 0 ? path.length() : slash;
            if (authorityEnd == SCHEME.length()) {
                throw new NotServedException(Status.BAD_REQUEST);
            }
            path = slash < 0 ? "/" : path.substring(slash);
        }
        if (!path.startsWith("/") || target.indexOf('#') >= 0) {
            throw new NotServedException(Status.BAD_REQUEST);
        }
        return path;
    }

    private static byte[] unescape(String segment) throws NotServedException {
        byte[] name = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            int octet = segment.charAt(i);
            if (octet <= ' ' || octet >= 0x7f) {
                throw new NotServedException(Status.BAD_REQUEST);
            }
            if (octet == '%') {
                octet = escaped(segment, i);
                i += 2;
            }
            name[length++] = (byte) octet;
        }
        return Arrays.copyOf(name, length);
    }

    /**
     * An escaped NUL would end the path early for the kernel, an escaped slash split the segment.
     */
    private static int escaped(String segment, int percent) throws NotServedException {
        if (percent + 2 >= segment.length()) {
            throw new NotServedException(Status.BAD_REQUEST);
        }
        int high = Character.digit(segment.charAt(percent + 1), 16);
        int low = Character.digit(segment.charAt(percent + 2), 16);
        int octet = high << 4 | low;
        if (high < 0 || low < 0 || octet == 0 || octet == '/') {
            throw new NotServedException(Status.BAD_REQUEST);
        }
        return octet;
    }

    private static byte[] join(Deque<byte[]> segments) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (byte[] segment : segments) {
            if (path.size() > 0) {
                path.write('/');
            }
            path.writeBytes(segment);
        }
        return path.toByteArray();
    }
}
