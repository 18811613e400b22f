package webarch.harness.bench.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trace of a server that one client has talked to, one request after the other.
 *
 * <pre>
 * what the server has received:   …warm-up requests… | …the list… | one more
 *                                                    ^            ^
 * calls that count, by their beginning:              └── window ──┘
 * </pre>
 *
 * The client sends a request when it has the whole reply to the one before, so the calls between
 * two receives belong to one request, whatever thread makes them.
 */
public record TraceFile(Path file) {

    /**
     * The calls between the receive that takes the list's first request and the receive that takes
     * the request behind its last.
     *
     * @param before bytes of the requests before the list
     * @param list bytes of the requests of the list
     * @throws IOException if the file cannot be read or does not reach to the end of the window
     */
    public List<CallCount> count(long before, long list) throws IOException {
        List<SystemCall> calls = read();
        long received = 0;
        long first = -1;
        Set<Integer> connections = new HashSet<>();
        List<SystemCall> window = new ArrayList<>();
        Set<SystemCall> data = new HashSet<>();
        for (SystemCall call : calls) {
            boolean onConnection = connections.contains(call.descriptor());
            if (onConnection && call.receives() && call.succeeded()) {
                if (received == before && first < 0) {
                    first = call.start();
                } else if (received == before + list) {
                    return count(window, data);
                }
                received += call.result();
            }
            if (first >= 0) {
                window.add(call);
                if (onConnection && (call.receives() || call.sends())) {
                    data.add(call);
                }
            }
            if (call.accepts()) {
                connections.add((int) call.result());
            } else if (call.name().equals("close")) {
                connections.remove(call.descriptor());
            }
        }
        throw new IOException(
                file.getFileName()
                        + ": holds "
                        + received
                        + " bytes of requests where "
                        + (before + list)
                        + " and one more request were sent");
    }

    /** In the order in which they began. */
    private List<SystemCall> read() throws IOException {
        StraceParser parser = new StraceParser();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return lines.lines()
                    .flatMap(line -> parser.next(line).stream())
                    .sorted(Comparator.comparingLong(SystemCall::start))
                    .toList();
        }
    }

    private static List<CallCount> count(List<SystemCall> window, Set<SystemCall> data) {
        Set<Integer> serving =
                window.stream()
                        .filter(call -> data.contains(call) || call.waitsForEvents())
                        .map(SystemCall::thread)
                        .collect(Collectors.toSet());
        Map<String, CallCount> counts = new LinkedHashMap<>();
        for (SystemCall call : window) {
            CallCount.Kind kind;
            if (data.contains(call)) {
                kind = CallCount.Kind.DATA;
            } else if (serving.contains(call.thread())) {
                kind = CallCount.Kind.MECHANISM;
            } else {
                kind = CallCount.Kind.BACKGROUND;
            }
            counts.merge(
                    kind + call.name(),
                    new CallCount(kind, call.name(), 0, 0, 0, 0).plus(call),
                    (sum, _) -> sum.plus(call));
        }
        return counts.values().stream()
                .sorted(
                        Comparator.comparing(CallCount::kind)
                                .thenComparing(CallCount::calls, Comparator.reverseOrder())
                                .thenComparing(CallCount::name))
                .toList();
    }
}
