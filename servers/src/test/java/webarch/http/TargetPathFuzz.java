package webarch.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Fuzz target: whatever a target is, it is refused or means a path that cannot lead out of the
 * root, and that path written as a target again means the same.
 */
public final class TargetPathFuzz {
    private TargetPathFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] target) {
        byte[] path;
        try {
            path = TargetPath.decode(new String(target, ISO_8859_1));
        } catch (NotServedException refused) {
            return;
        }
        String text = new String(path, ISO_8859_1);
        for (String name : text.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf(0) >= 0) {
                throw new IllegalStateException(text);
            }
        }
        requireSame(path, escaped(text));
    }

    private static void requireSame(byte[] path, String target) {
        try {
            if (!Arrays.equals(path, TargetPath.decode(target))) {
                throw new IllegalStateException(target);
            }
        } catch (NotServedException refused) {
            throw new IllegalStateException(target, refused);
        }
    }

    /** The path as a target, every octet but the slashes escaped. */
    static String escaped(String path) {
        StringBuilder target = new StringBuilder("/");
        for (byte octet : path.getBytes(ISO_8859_1)) {
            if (octet == '/') {
                target.append('/');
            } else {
                target.append('%').append(HexFormat.of().toHexDigits(octet));
            }
        }
        return target.toString();
    }
}
