package webarch.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The parser and Netty's agree on whether the first request of a stream is one, but for the
 * differences listed here. A request is one also where this server refuses it for what it asks.
 */
class NettyAgreementTest {
    private enum Verdict {
        REQUEST,
        MALFORMED,
        UNFINISHED
    }

    /**
     * Seeds that the two judge differently, and why this parser's verdict is the right one.
     *
     * @param verdicts this parser's, then Netty's
     * @param rfc section that decides
     */
    private record Difference(String verdicts, String seeds, String rfc, String why) {}

    private static final List<Difference> DIFFERENCES =
            List.of(
                    new Difference(
                            "MALFORMED REQUEST",
                            "host-missing host-missing-1.2 host-missing-other-field host-twice"
                                    + " host-twice-1.0 host-twice-case host-twice-same"
                                    + " host-name-longer host-name-with-hyphen-case",
                            "RFC 9112, 3.2",
                            "a request without Host, or with more than one, must be refused; Netty"
                                    + " leaves Host to its user"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "host-address-6-bad host-address-6-open host-angle host-backslash"
                                    + " host-escape-bad host-escape-worse host-letters-in-port"
                                    + " host-non-ascii host-quotes host-scheme host-two-ports"
                                    + " host-with-path host-with-query host-with-space"
                                    + " host-with-user",
                            "RFC 9112, 3.2",
                            "a request with an invalid Host must be refused"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "field-folded field-folded-empty field-folded-tab field-leading-space",
                            "RFC 9112, 5.2",
                            "a server must refuse a folded line or replace the fold; Netty replaces"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "line-many-empty-before line-two-empty-before line-lf-before"
                                    + " line-cr-before method-leading-space",
                            "RFC 9112, 2.2",
                            "one empty line before a request is to be ignored; Netty ignores any"
                                    + " number of blanks and controls"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "method-double-space-after method-tab-after version-double-space-before"
                                    + " version-tab-before",
                            "RFC 9112, 3",
                            "the parts of the request line are separated by one space; other blanks"
                                    + " may be taken for it, and Netty does"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "target-delete-character target-non-ascii target-nul",
                            "RFC 9112, 3.2",
                            "a target is made of visible ASCII characters"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "version-0.9 version-2-preface version-2.0 version-3.0 version-9.9",
                            "RFC 9110, 15.6.6",
                            "another major version is refused with 505; Netty leaves it to its"
                                    + " user"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "version-lower-case",
                            "RFC 9112, 2.3",
                            "the protocol's name is case-sensitive"),
                    new Difference(
                            "MALFORMED REQUEST",
                            "coding-chunked-comma",
                            "RFC 9110, 5.6.1",
                            "an empty last element may be ignored; here it makes the last coding"
                                    + " something else than chunked"),
                    new Difference(
                            "REQUEST MALFORMED",
                            "length-five-twice length-zero-twice",
                            "RFC 9112, 6.3",
                            "the same Content-Length twice may be taken as one or refused; Netty"
                                    + " refuses"),
                    new Difference(
                            "UNFINISHED MALFORMED",
                            "other-redis other-smtp other-ssh-banner other-zeros"
                                    + " version-0.9-simple-request",
                            "RFC 9112, 3",
                            "Netty judges line by line, this parser once the head is complete, or"
                                    + " time is up"));

    @Test
    void thereAreNoOtherDifferencesThanTheListedOnes() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path seed : Seeds.requests().toList()) {
            byte[] stream = Files.readAllBytes(seed);
            Verdict ours = ours(stream);
            Verdict nettys = nettys(stream);
            if (ours != nettys) {
                found.put(seed.getFileName().toString().replace(".http", ""), ours + " " + nettys);
            }
        }
        assertEquals(listed(), found);
    }

    private static Map<String, String> listed() {
        Map<String, String> listed = new TreeMap<>();
        for (Difference difference : DIFFERENCES) {
            for (String seed : difference.seeds().split(" +", -1)) {
                listed.put(seed, difference.verdicts());
            }
        }
        return listed;
    }

    private static Verdict ours(byte[] stream) {
        ParsedStream parsed = ParsedStream.whole(stream);
        if (!parsed.heads().isEmpty()) {
            return Verdict.REQUEST;
        }
        return switch (parsed.verdict()) {
            case RequestParser.INCOMPLETE -> Verdict.UNFINISHED;
            case Status.NOT_IMPLEMENTED, Status.CONTENT_TOO_LARGE -> Verdict.REQUEST;
            default -> Verdict.MALFORMED;
        };
    }

    private static Verdict nettys(byte[] stream) {
        HttpDecoderConfig config =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(ParsedStream.CAPACITY)
                        .setMaxHeaderSize(ParsedStream.CAPACITY);
        EmbeddedChannel channel = new EmbeddedChannel(new HttpRequestDecoder(config));
        channel.writeInbound(Unpooled.wrappedBuffer(stream));
        List<Object> messages = new ArrayList<>(channel.inboundMessages());
        channel.finishAndReleaseAll();
        if (messages.isEmpty()) {
            return Verdict.UNFINISHED;
        }
        HttpRequest first = (HttpRequest) messages.getFirst();
        return first.decoderResult().isFailure() ? Verdict.MALFORMED : Verdict.REQUEST;
    }
}
