package webarch.harness.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code perf script -F comm,tid,period,ip,sym,dso} prints: a paragraph a sample, its
 * frames from the leaf out.
 *
 * <pre>
 * nginx  4711    1000000
 *         ffffffff8165a0f0 tcp_sendmsg ([kernel.kallsyms])
 *             7f3a2c1b2e17 __send (/usr/lib/x86_64-linux-gnu/libc.so.6)
 *             55d0c1a3b2c4 [unknown] (/usr/sbin/nginx)
 * </pre>
 */
final class PerfScript {
    private static final Pattern HEAD = Pattern.compile("(\\S.*?)\\s+\\d+\\s+(\\d+):?\\s*");
    private static final Pattern FRAME = Pattern.compile("\\s+[0-9a-f]+ (.*) \\((.*)\\)\\s*");
    private static final String UNKNOWN = "[unknown]";

    private PerfScript() {}

    static Samples read(BufferedReader lines) throws IOException {
        Map<Stack, Long> nanos = new LinkedHashMap<>();
        List<Frame> frames = new ArrayList<>();
        Frame thread = null;
        long period = 0;
        for (String line = lines.readLine(); ; line = lines.readLine()) {
            if (line == null || line.isBlank()) {
                if (thread != null) {
                    frames.add(thread);
                    nanos.merge(new Stack(frames.reversed().stream().toList()), period, Long::sum);
                }
                if (line == null) {
                    return new Samples(nanos);
                }
                frames.clear();
                thread = null;
                continue;
            }
            Matcher head = HEAD.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (thread == null && head.matches()) {
                thread = new Frame(Frame.Kind.THREAD, head.group(1));
                period = Long.parseLong(head.group(2));
            } else if (frame.matches()) {
                frames.add(frame(frame.group(1), frame.group(2)));
            }
        }
    }

    private static Frame frame(String symbol, String file) {
        if (file.startsWith("[kernel") || file.startsWith("[guest.kernel")) {
            return new Frame(Frame.Kind.KERNEL, symbol);
        }
        return new Frame(
                Frame.Kind.NATIVE,
                symbol.equals(UNKNOWN) ? "[" + Path.of(file).getFileName() + "]" : symbol);
    }
}
