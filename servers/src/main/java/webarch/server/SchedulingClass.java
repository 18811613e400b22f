package webarch.server;

import java.lang.foreign.Arena;
import webarch.linux.SystemCallException;
import webarch.linux.SystemCalls;

/** How the kernel schedules the threads of a server ({@code sched(7)}). */
enum SchedulingClass {
    /** A thread that is woken may take the CPU from the one that runs. */
    OTHER(SystemCalls.SCHED_OTHER),
    /** A thread that is woken waits until the one that runs has to stop. */
    BATCH(SystemCalls.SCHED_BATCH);

    private final int number;

    SchedulingClass(int number) {
        this.number = number;
    }

    /** Puts the calling thread into the class, and with it all threads that it starts. */
    void apply() throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            int answer = new SystemCalls(arena).schedule(number);
            SystemCallException.check("--scheduling: sched_setscheduler", answer);
        }
    }
}
