package webarch.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for the parser whatever it is given. */
class ParserPropertiesTest {
    /**
     * A well-formed request.
     *
     * @param fields besides Host
     */
    record Valid(String method, String target, String version, List<String> fields) {
        byte[] bytes() {
            String lines = fields.stream().map(f -> f + "\r\n").collect(Collectors.joining());
            return (method + " " + target + " HTTP/" + version + "\r\nHost: x\r\n" + lines + "\r\n")
                    .getBytes(ISO_8859_1);
        }
    }

    @Property
    void anySplitOfTheBytesGivesTheSameVerdict(
            @ForAll("streams") byte[] stream,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 500) Integer> pieces) {
        ParsedStream whole = ParsedStream.whole(stream);
        assertEquals(whole, ParsedStream.inPieces(stream, at -> pieces.get(at % pieces.size())));
        assertEquals(whole, ParsedStream.inPieces(stream, _ -> 1));
    }

    @Property
    void anyBytesAreParsedWithoutAnException(@ForAll byte[] stream) {
        assertTrue(ParsedStream.whole(stream).verdict() != RequestParser.COMPLETE);
    }

    @Property
    void aValidRequestIsTakenApartIntoWhatItWasMadeOf(@ForAll("valid") Valid request) {
        ParsedStream parsed = ParsedStream.whole(request.bytes());
        String method =
                switch (request.method) {
                    case "GET", "HEAD" -> request.method;
                    default -> "NOT_ALLOWED";
                };
        String minor = request.version.equals("1.0") ? "1.0" : "1.1";
        assertEquals(List.of(request.bytes().length), parsed.ends());
        assertTrue(
                parsed.heads()
                        .getFirst()
                        .startsWith(method + " " + request.target + " " + minor + " "),
                parsed.toString());
    }

    @Property
    void whatFollowsARequestDoesNotChangeIt(
            @ForAll("valid") Valid request, @ForAll("streams") byte[] rest) {
        byte[] head = request.bytes();
        ParsedStream alone = ParsedStream.whole(head);
        ParsedStream followed = ParsedStream.whole(joined(head, rest));
        assertEquals(alone.heads().getFirst(), followed.heads().getFirst());
        assertEquals(head.length, followed.ends().getFirst());
    }

    @Property
    void requestsFollowEachOtherWithoutGaps(
            @ForAll @Size(min = 1, max = 20) List<@From("valid") Valid> requests) {
        byte[] stream = new byte[0];
        List<Integer> ends = new ArrayList<>();
        for (Valid request : requests) {
            stream = joined(stream, request.bytes());
            ends.add(stream.length);
        }
        assertEquals(ends, ParsedStream.whole(stream).ends());
    }

    @Property
    void aNulAnywhereLeavesNothingThatIsAccepted(
            @ForAll("valid") Valid request, @ForAll @IntRange(max = 10_000) int where) {
        byte[] head = request.bytes();
        int at = where % head.length;
        String text = new String(head, ISO_8859_1);
        byte[] spoilt = (text.substring(0, at) + "\0" + text.substring(at)).getBytes(ISO_8859_1);
        assertEquals(List.of(), ParsedStream.whole(spoilt).heads());
    }

    @Property
    void aBareLineFeedAnywhereIsRefused(
            @ForAll("valid") Valid request, @ForAll @IntRange(max = 10_000) int where) {
        String text = new String(request.bytes(), ISO_8859_1);
        int at = where % text.length();
        String before = text.substring(0, at);
        byte[] spoilt = (before + "x\n" + text.substring(at)).getBytes(ISO_8859_1);
        assertEquals(Status.BAD_REQUEST, ParsedStream.whole(spoilt).verdict());
    }

    @Property
    void anyNamesAreFoundUnderTheirEscapedTarget(
            @ForAll @Size(min = 1, max = 8) List<@From("names") String> names)
            throws NotServedException {
        String path = String.join("/", names);
        assertArrayEquals(
                path.getBytes(ISO_8859_1), TargetPath.decode(TargetPathFuzz.escaped(path)));
    }

    @Property
    void noTargetLeadsOutOfTheRoot(@ForAll("targets") String target) {
        TargetPathFuzz.fuzzerTestOneInput(target.getBytes(ISO_8859_1));
    }

    @Provide
    Arbitrary<Valid> valid() {
        return Combinators.combine(
                        Arbitraries.of("GET", "HEAD", "POST", "DELETE", "OPTIONS"),
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMaxLength(60)
                                .map(rest -> "/" + rest),
                        Arbitraries.of("1.1", "1.0", "1.7"),
                        field().list().ofMaxSize(10))
                .as(Valid::new);
    }

    /** Names that mean nothing to the parser, hence their first letter. */
    private static Arbitrary<String> field() {
        Arbitrary<String> names =
                Arbitraries.strings()
                        .withChars("abcXYZ019!#$%&'*+-.^_`|~")
                        .ofMaxLength(20)
                        .map(rest -> "X" + rest);
        Arbitrary<String> values =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withCharRange('\u0080', '\u00ff')
                        .withChars('\t')
                        .ofMaxLength(60);
        return Combinators.combine(names, values).as((name, value) -> name + ":" + value);
    }

    /** Seeds, cut and joined, with an octet changed here and there: nearly requests. */
    @Provide
    Arbitrary<byte[]> streams() {
        List<byte[]> seeds =
                Seeds.requests()
                        .map(ParserPropertiesTest::read)
                        .filter(seed -> seed.length < 2000)
                        .toList();
        Arbitrary<byte[]> changed =
                Combinators.combine(
                                Arbitraries.of(seeds),
                                Arbitraries.integers().between(0, 2000),
                                Arbitraries.of(
                                        '\0', ' ', '\t', '\r', '\n', ':', '/', '1', '\u0080'),
                                Arbitraries.of(true, false))
                        .as(ParserPropertiesTest::changed);
        return changed.list()
                .ofMaxSize(4)
                .map(parts -> parts.stream().reduce(new byte[0], ParserPropertiesTest::joined));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .excludeChars('/')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> !name.equals(".") && !name.equals(".."));
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of(
                        "/", "..", ".", "%2e", "%2F", "%5c", "%00", "%", "a", "?", "#", "http://",
                        "%c0%af", "\\", ";", "\u00e4")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static byte[] changed(byte[] seed, int at, char octet, boolean change) {
        byte[] changed = seed.clone();
        if (change && at < changed.length) {
            changed[at] = (byte) octet;
        }
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
