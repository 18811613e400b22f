package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadCallsTest {
    @Test
    void threadsOfOneNameAreToldApart() {
        String printed =
                """
                # started on Thu Jan  1 00:00:00 1970

                GC Thread#0-11,<not counted>,,syscalls:sys_enter_futex,0,100.00,,
                GC Thread#0-11,<not counted>,,syscalls:sys_enter_recvfrom,0,100.00,,
                event-loop-1-12,3,,syscalls:sys_enter_futex,81,100.00,,
                event-loop-1-12,250,,syscalls:sys_enter_recvfrom,81,100.00,,
                event-loop-1-13,0,,syscalls:sys_enter_futex,81,100.00,,
                event-loop-1-13,7,,syscalls:sys_enter_recvfrom,81,100.00,,
                """;
        assertEquals(
                List.of(Map.of(), Map.of("futex", 3L, "recvfrom", 250L), Map.of("recvfrom", 7L)),
                ThreadCalls.parse(printed));
    }
}
