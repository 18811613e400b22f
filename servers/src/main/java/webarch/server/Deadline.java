package webarch.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A moment that one thread sets and any thread may look at, without the cost of a volatile. */
final class Deadline {
    private static final VarHandle MILLIS;

    static {
        try {
            MILLIS = MethodHandles.lookup().findVarHandle(Deadline.class, "millis", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("unused") // through MILLIS
    private long millis;

    void set(long nowMillis) {
        MILLIS.setOpaque(this, nowMillis);
    }

    boolean isBefore(long nowMillis) {
        return nowMillis > (long) MILLIS.getOpaque(this);
    }
}
