package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What perf prints comes to the same form as what the profiler of Java writes. */
class PerfScriptTest {
    @Test
    void stacksAreTurnedOverAndAddedUp() throws IOException {
        String printed =
                """
                nginx  4711    1000000 \s
                \tffffffff8165a0f0 tcp_sendmsg ([kernel.kallsyms])
                \tffffffff81a0008c entry_SYSCALL_64_after_hwframe ([kernel.kallsyms])
                \t    7f3a2c1b2e17 __send (/usr/lib/x86_64-linux-gnu/libc.so.6)
                \t    55d0c1a3b2c4 [unknown] (/usr/sbin/nginx)

                nginx  4712    1000250 \s
                \tffffffff8165a0f0 tcp_sendmsg ([kernel.kallsyms])
                \tffffffff81a0008c entry_SYSCALL_64_after_hwframe ([kernel.kallsyms])
                \t    7f3a2c1b2e17 __send (/usr/lib/x86_64-linux-gnu/libc.so.6)
                \t    55d0c1a3b2c4 [unknown] (/usr/sbin/nginx)

                """;
        Samples samples = PerfScript.read(new BufferedReader(new StringReader(printed)));
        Stack stack =
                Stack.parse(
                        "[nginx tid=0];[nginx];__send;entry_SYSCALL_64_after_hwframe_[k];tcp_sendmsg_[k]");
        assertEquals(Map.of(stack, 2_000_250L), samples.nanos());
        assertEquals(samples.total(), samples.kernel());
    }
}
