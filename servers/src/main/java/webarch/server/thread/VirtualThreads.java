package webarch.server.thread;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;

/** What virtual threads can do and JDK 25 has no public way to, reached by reflection. */
final class VirtualThreads {
    private static final String BUILDER = "java.lang.ThreadBuilders$VirtualThreadBuilder";
    private static final String CARRIER_LOCAL = "jdk.internal.misc.CarrierThreadLocal";

    private VirtualThreads() {}

    /**
     * A builder of threads that run as tasks of {@code scheduler}, which must accept every task,
     * from any thread, without blocking.
     */
    static Thread.Builder.OfVirtual scheduledBy(Executor scheduler) {
        return (Thread.Builder.OfVirtual)
                make(
                        BUILDER,
                        new Class<?>[] {Executor.class},
                        new Object[] {scheduler},
                        "virtual threads have a scheduler of their own",
                        "--add-opens java.base/java.lang=ALL-UNNAMED");
    }

    /** A variable of which every carrier has its own value, null at first. */
    @SuppressWarnings("unchecked")
    static <T> ThreadLocal<T> carrierLocal() {
        return (ThreadLocal<T>)
                make(
                        CARRIER_LOCAL,
                        new Class<?>[0],
                        new Object[0],
                        "carriers have variables of their own",
                        "--add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    /**
     * Has the JDK's own scheduler run on so many carriers, if no virtual thread has existed yet; it
     * adds none in place of one that blocks.
     */
    static void carriers(int count) {
        String carriers = Integer.toString(count);
        System.setProperty("jdk.virtualThreadScheduler.parallelism", carriers);
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", carriers);
    }

    private static Object make(
            String className, Class<?>[] types, Object[] values, String purpose, String remedy) {
        try {
            Constructor<?> constructor = Class.forName(className).getDeclaredConstructor(types);
            if (!constructor.trySetAccessible()) {
                throw new IllegalAccessException("its package is closed");
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException | RuntimeException notThere) {
            throw new UnsupportedOperationException(
                    "this JDK does not let "
                            + purpose
                            + ": "
                            + notThere.getMessage()
                            + "; run it with "
                            + remedy,
                    notThere);
        }
    }
}
