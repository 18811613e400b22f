package webarch.kernel;

import java.util.concurrent.CountDownLatch;

/** Lets a cell tell its test that it runs. Public, since cells call it. Any thread. */
public final class BeginSignal {
    /** What a cell cannot enter while its test holds it, interrupt or not. */
    public static final Object MONITOR = new Object();

    private static volatile CountDownLatch begun = new CountDownLatch(1);

    private BeginSignal() {}

    static void reset() {
        begun = new CountDownLatch(1);
    }

    static void await() {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void give() {
        begun.countDown();
    }
}
