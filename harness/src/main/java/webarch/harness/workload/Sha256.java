package webarch.harness.workload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
record Sha256(MessageDigest digest) {
    static Sha256 start() {
        try {
            return new Sha256(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String of(String text) {
        Sha256 sha256 = start();
        sha256.digest.update(text.getBytes(StandardCharsets.UTF_8));
        return sha256.hex();
    }

    /** The digest in lower-case hexadecimal; starts anew. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
