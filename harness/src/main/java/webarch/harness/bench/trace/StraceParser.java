package webarch.harness.bench.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f -o FILE} writes (strace(1)), a line at a time, in order.
 *
 * <pre>
 * 17  recvfrom(24, ""..., 8192, 0, NULL, NULL) = 96
 * 17  sendfile(24, 30, 0x7f4e, 900000) = -1 EAGAIN (Resource temporarily unavailable)
 * 17  futex(0x7f4e, FUTEX_WAIT_PRIVATE, 2, NULL &lt;unfinished ...&gt;     began; another thread goes on
 * 17  &lt;... futex resumed&gt;) = 0                                       the same call has returned
 * 17  --- SIGSEGV {si_signo=SIGSEGV, …} ---                          no call: a signal, an exit
 * </pre>
 *
 * Owned by one thread.
 */
final class StraceParser {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern BEGINNING =
            Pattern.compile("([a-z_0-9]+)\\((?:(\\d{1,9})(?=[,) ]))?.*");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. ([a-z_0-9]+) resumed>.*");
    private static final Pattern ANSWER =
            Pattern.compile(".*\\) += (-?\\d+|0x[0-9a-f]+)(?: (E[A-Z0-9]+) .*| \\(.*\\))?");
    private static final String UNFINISHED = "<unfinished ...>";

    private record Begun(String name, int descriptor, long start) {}

    private final Map<Integer, Begun> unfinished = new HashMap<>();
    private long lines;

    /** The call that this line completes, if it completes one. */
    Optional<SystemCall> next(String line) {
        lines++;
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int thread = Integer.parseInt(matcher.group(1));
        String text = matcher.group(2);
        if (RESUMED.matcher(text).matches()) {
            Begun begun = unfinished.remove(thread);
            return begun == null ? Optional.empty() : complete(thread, begun, text);
        }
        Matcher beginning = BEGINNING.matcher(text);
        if (!beginning.matches()) {
            return Optional.empty();
        }
        int descriptor = beginning.group(2) == null ? -1 : Integer.parseInt(beginning.group(2));
        Begun begun = new Begun(beginning.group(1), descriptor, lines);
        if (text.endsWith(UNFINISHED)) {
            unfinished.put(thread, begun);
            return Optional.empty();
        }
        return complete(thread, begun, text);
    }

    /** Nothing where the answer is {@code ?}: the call never returned, or is begun again. */
    private static Optional<SystemCall> complete(int thread, Begun begun, String text) {
        Matcher answer = ANSWER.matcher(text);
        if (!answer.matches()) {
            return Optional.empty();
        }
        String error = answer.group(2) == null ? "" : answer.group(2);
        return Optional.of(
                new SystemCall(
                        thread,
                        begun.name,
                        begun.descriptor,
                        Long.decode(answer.group(1)),
                        error,
                        begun.start));
    }
}
