package webarch.http;

/**
 * Fuzz target: whatever arrives, the parser throws nothing, reads nothing that has not arrived, and
 * says the same however the bytes were split.
 */
public final class ParserFuzz {
    private ParserFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] stream) {
        ParsedStream whole = ParsedStream.whole(stream);
        requireSame(whole, ParsedStream.inPieces(stream, _ -> 1));
        requireSame(whole, ParsedStream.inPieces(stream, at -> 1 + (at * 31 + stream.length) % 97));
    }

    private static void requireSame(ParsedStream whole, ParsedStream pieces) {
        if (!whole.equals(pieces)) {
            throw new IllegalStateException(whole + " but in pieces " + pieces);
        }
    }
}
