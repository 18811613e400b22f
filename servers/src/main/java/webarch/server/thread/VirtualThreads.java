package webarch.server.thread;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;

/**
 * Virtual threads with a scheduler of our own. JDK 25 has no public way to it, so the constructor
 * is reached by reflection; it needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
final class VirtualThreads {
    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";

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
            throw new UnsupportedOperationException(
                    "this JDK does not let virtual threads have a scheduler of their own: "
                            + notThere.getMessage()
                            + "; run it with --add-opens java.base/java.lang=ALL-UNNAMED",
                    notThere);
        }
    }
}
