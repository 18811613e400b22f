package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** The character classes of HTTP (RFC 9110, section 5.6) and comparisons of bytes with names. */
final class Octets {
    private static final boolean[] TOKEN = new boolean[256];

    /** What a field value may hold: visible characters, blanks and obs-text, but no control. */
    private static final boolean[] FIELD_CONTENT = new boolean[256];

    /** Unreserved characters and sub-delims of RFC 3986, section 2. */
    private static final boolean[] NAME = new boolean[256];

    static {
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
        for (int c = 0; c < 256; c++) {
            FIELD_CONTENT[c] = (c >= ' ' && c != 0x7f) || c == '\t';
        }
        for (int c = '0'; c <= 'z'; c++) {
            NAME[c] = TOKEN[c] && Character.isLetterOrDigit(c);
        }
        for (char c : "-._~!$&'()*+,;=".toCharArray()) {
            NAME[c] = true;
        }
    }

    private Octets() {}

    static boolean isToken(int octet) {
        return TOKEN[octet];
    }

    static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    static boolean isHexDigit(int octet) {
        return isDigit(octet) || ((octet | 0x20) >= 'a' && (octet | 0x20) <= 'f');
    }

    /** What a registered name may hold beside escapes (RFC 3986, section 3.2.2). */
    static boolean isNameOctet(int octet) {
        return NAME[octet];
    }

    static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Where the token ends that begins there, if one does. Something else must follow. */
    static int endOfToken(MemorySegment buffer, int start) {
        int at = start;
        while (TOKEN[Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at))]) {
            at++;
        }
        return at;
    }

    /** Where what may stand in a field value ends. Something else must follow before the end. */
    static int endOfFieldContent(MemorySegment buffer, int start, int end) {
        int at = start;
        int passed = Words.SIZE;
        while (passed == Words.SIZE && end - at >= Words.SIZE) {
            passed = Words.uncontrolled(Words.at(buffer, at));
            at += passed;
        }
        while (FIELD_CONTENT[Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at))]) {
            at++;
        }
        return at;
    }

    static boolean matches(MemorySegment buffer, int start, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (buffer.get(JAVA_BYTE, start + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Compares with a name of lower-case letters and hyphens. */
    static boolean matchesIgnoringCase(MemorySegment buffer, int start, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            int octet = buffer.get(JAVA_BYTE, start + i);
            if (octet != lowerCase.charAt(i)
                    && ((octet | 0x20) != lowerCase.charAt(i) || lowerCase.charAt(i) == '-')) {
                return false;
            }
        }
        return true;
    }

    static Method method(MemorySegment buffer, int start, int end) {
        if (end - start == 3 && matches(buffer, start, "GET")) {
            return Method.GET;
        }
        return switch (Request.text(buffer, start, end)) {
            case "HEAD" -> Method.HEAD;
            case "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH" ->
                    Method.NOT_ALLOWED;
            default -> Method.UNKNOWN;
        };
    }
}
