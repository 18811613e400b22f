package webarch.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * What may stand in a Host field (RFC 9110, section 7.2; RFC 3986, section 3.2).
 *
 * <pre>
 *   name, possibly empty ──┬──────────────────────► end
 *   "[" address "]" ───────┴──► ":" digits, or none ──►
 * </pre>
 */
final class Authority {
    private Authority() {}

    static boolean isHost(MemorySegment buffer, int start, int end) {
        int at = start;
        if (at < end && octet(buffer, at) == '[') {
            at++;
            while (at < end && isAddressOctet(octet(buffer, at))) {
                at++;
            }
            if (at == end || octet(buffer, at++) != ']') {
                return false;
            }
        } else {
            while (at < end && Octets.isNameOctet(octet(buffer, at))) {
                at++;
            }
            while (at < end && isEscape(buffer, at, end)) {
                at += 3;
                while (at < end && Octets.isNameOctet(octet(buffer, at))) {
                    at++;
                }
            }
        }
        if (at < end && octet(buffer, at) == ':') {
            at++;
            while (at < end && Octets.isDigit(octet(buffer, at))) {
                at++;
            }
        }
        return at == end;
    }

    private static boolean isAddressOctet(int octet) {
        return Octets.isNameOctet(octet) || octet == ':';
    }

    private static boolean isEscape(MemorySegment buffer, int at, int end) {
        return at + 2 < end
                && octet(buffer, at) == '%'
                && Octets.isHexDigit(octet(buffer, at + 1))
                && Octets.isHexDigit(octet(buffer, at + 2));
    }

    private static int octet(MemorySegment buffer, int at) {
        return Byte.toUnsignedInt(buffer.get(JAVA_BYTE, at));
    }
}
