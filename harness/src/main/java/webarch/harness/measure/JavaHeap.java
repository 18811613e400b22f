package webarch.harness.measure;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks Java virtual machines how much of their heap is in use. */
public final class JavaHeap {
    /** Of a generation of the serial collector, or of the whole heap of another. */
    private static final Pattern USED =
            Pattern.compile("(?m)^\\s*\\S.*\\btotal \\d+K, used (\\d+)K");

    private JavaHeap() {}

    /**
     * Bytes in all of them together, garbage included, empty for none. Being asked takes memory
     * itself, so this comes after every other reading.
     */
    public static OptionalLong used(List<Long> processes) throws IOException, InterruptedException {
        long sum = 0;
        for (long process : processes) {
            Matcher used = USED.matcher(Jcmd.ask(process, "GC.heap_info"));
            if (!used.find()) {
                return OptionalLong.empty();
            }
            do {
                sum += 1024 * Long.parseLong(used.group(1));
            } while (used.find());
        }
        return processes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** The same after they have been made to collect their garbage. */
    public static OptionalLong live(List<Long> processes) throws IOException, InterruptedException {
        for (long process : processes) {
            Jcmd.ask(process, "GC.run");
        }
        return used(processes);
    }
}
