package webarch.server.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * What virtual threads can do and JDK 25 has no public way to: a scheduler of our own, and the name
 * of one's carrier. Both are reached by reflection and need {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}.
 */
final class VirtualThreads {
    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

    /** Null where the package is closed. */
    private static final MethodHandle CURRENT_CARRIER = currentCarrier();

    private VirtualThreads() {}

    /**
     * A builder of threads that run as tasks of {@code scheduler}, which must accept every task,
     * from any thread, without blocking.
     */
    static Thread.Builder.OfVirtual scheduledBy(Executor scheduler) {
        try {
            Constructor<?> constructor =
                    Class.forName(BUILDER).getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException | RuntimeException notThere) {
            throw unsupported(
                    "virtual threads have a scheduler of their own: " + notThere.getMessage());
        }
    }

    /**
     * Has the JDK's own scheduler run on so many carriers, unless virtual threads have existed
     * before. It adds none in place of one that blocks.
     */
    static void useCarriers(int count) {
        if (CURRENT_CARRIER == null) {
            throw unsupported("virtual threads know their carrier");
        }
        String carriers = Integer.toString(count);
        System.setProperty("jdk.virtualThreadScheduler.parallelism", carriers);
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", carriers);
    }

    /** The platform thread that the calling thread runs on now. */
    static Thread carrier() {
        try {
            return (Thread) CURRENT_CARRIER.invokeExact();
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static MethodHandle currentCarrier() {
        try {
            Method method = Thread.class.getDeclaredMethod("currentCarrierThread");
            return method.trySetAccessible() ? MethodHandles.lookup().unreflect(method) : null;
        } catch (ReflectiveOperationException notThere) {
            return null;
        }
    }

    private static UnsupportedOperationException unsupported(String purpose) {
        return new UnsupportedOperationException(
                "this JDK does not let "
                        + purpose
                        + "; run it with --add-opens java.base/java.lang=ALL-UNNAMED");
    }
}
