package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static webarch.linux.SystemCallException.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * An epoll instance ({@code epoll(7)}) and room for the events of one wait.
 *
 * <p>Any thread may add, modify and remove descriptors, each through its own {@link SystemCalls};
 * one thread waits and reads the events.
 */
public final class Epoll {
    public static final int IN = 0x1;
    public static final int OUT = 0x4;
    public static final int ERR = 0x8;
    public static final int HUP = 0x10;
    public static final int RDHUP = 0x2000;

    /**
     * Of several instances that wait for a descriptor, only one is woken ({@code EPOLLEXCLUSIVE}).
     */
    public static final int EXCLUSIVE = 1 << 28;

    public static final int ONE_SHOT = 1 << 30;
    public static final int EDGE = 1 << 31;

    private static final long SECOND = 1_000_000_000;

    private static final int CTL_ADD = 1;
    private static final int CTL_DEL = 2;
    private static final int CTL_MOD = 3;
    private static final int CLOEXEC = Sockets.SOCK_CLOEXEC;

    private static final MethodHandle CREATE = Downcall.of("epoll_create1");
    private static final MethodHandle CTL = Downcall.of("epoll_ctl");
    private static final MethodHandle WAIT = Downcall.of("epoll_wait");

    private final int fd;
    private final int capacity;
    private final MemorySegment events;

    /**
     * Creates an instance whose wait returns at most {@code capacity} events; {@code arena} must
     * outlive it.
     */
    public Epoll(SystemCalls calls, Arena arena, int capacity) throws SystemCallException {
        this.capacity = capacity;
        events = arena.allocate(capacity * EpollEvent.SIZE, Long.BYTES);
        fd = check("epoll_create1", calls.call(CREATE, CLOEXEC, 0, 0, 0, 0));
    }

    /**
     * Waits for events.
     *
     * @param timeoutMillis how long at most; 0 only looks, -1 waits without limit
     * @return number of events, or a negated error number
     */
    public int await(SystemCalls calls, int timeoutMillis) {
        return calls.call(WAIT, fd, events.address(), capacity, timeoutMillis, 0);
    }

    /**
     * The same with a finer clock ({@code epoll_pwait2(2)}, Linux 5.11 and glibc 2.35).
     *
     * @param timeoutNanos how long at most; 0 only looks, -1 waits without limit
     */
    public int awaitNanos(SystemCalls calls, long timeoutNanos) {
        MemorySegment timeout = calls.scratch();
        timeout.set(JAVA_LONG, 0, timeoutNanos / SECOND);
        timeout.set(JAVA_LONG, Long.BYTES, timeoutNanos % SECOND);
        long address = timeoutNanos < 0 ? 0 : timeout.address();
        return calls.call(Precise.WAIT, fd, events.address(), capacity, address, 0);
    }

    /** Apart, because a C library without it still has the rest. */
    private static final class Precise {
        static final MethodHandle WAIT = Downcall.of("epoll_pwait2");
    }

    /** What happened, as a mask, in event {@code index} of the last wait. */
    public int events(int index) {
        return events.get(JAVA_INT, index * EpollEvent.SIZE);
    }

    /** The descriptor to which it happened. */
    public int descriptor(int index) {
        return events.get(JAVA_INT, index * EpollEvent.SIZE + EpollEvent.DATA_OFFSET);
    }

    /** Registers a descriptor. */
    public int add(SystemCalls calls, int descriptor, int mask) {
        return control(calls, CTL_ADD, descriptor, mask);
    }

    /** Changes what is waited for, and arms a one-shot registration again. */
    public int modify(SystemCalls calls, int descriptor, int mask) {
        return control(calls, CTL_MOD, descriptor, mask);
    }

    /** Ends a registration; closing the descriptor does so too. */
    public int remove(SystemCalls calls, int descriptor) {
        return control(calls, CTL_DEL, descriptor, 0);
    }

    private int control(SystemCalls calls, int operation, int descriptor, int mask) {
        MemorySegment event = calls.scratch();
        event.set(JAVA_INT, 0, mask);
        event.set(JAVA_INT, EpollEvent.DATA_OFFSET, descriptor);
        return calls.call(CTL, fd, operation, descriptor, event.address(), 0);
    }

    public int close(SystemCalls calls) {
        return calls.close(fd);
    }
}
