package webarch.server.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.linux.SystemCallException;
import webarch.server.Counters;
import webarch.server.ServerOptions;
import webarch.server.Service;
import webarch.server.Workspace;

/** Workspaces as the JDK's virtual threads take them. */
class CarrierWorkspacesTest {
    private static final int THREADS = 500;

    private final Set<Workspace> seen = ConcurrentHashMap.newKeySet();
    private final Set<Workspace> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger shared = new AtomicInteger();
    private final Service service;
    private final CarrierWorkspaces workspaces;

    CarrierWorkspacesTest(@TempDir Path root) throws SystemCallException {
        service =
                new Service(
                        new ServerOptions(
                                root,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                new ServerOptions.Accepting(1, 1, 1, ServerOptions.Listener.SHARED),
                                new ServerOptions.Cache(1, 1, 1, 1, ServerOptions.Sharing.SHARED),
                                new ServerOptions.Sending(
                                        ServerOptions.Body.SENDFILE,
                                        ServerOptions.Sockets.NONBLOCKING,
                                        0),
                                new ServerOptions.Timeouts(1000, 1000),
                                new ServerOptions.Threads(
                                        1,
                                        1,
                                        ServerOptions.Scheduler.JDK,
                                        ServerOptions.Io.SYSCALLS,
                                        0,
                                        1,
                                        1,
                                        0,
                                        1),
                                ServerOptions.Processes.ONE),
                        Counters.inMemory(),
                        1);
        workspaces = new CarrierWorkspaces(service);
    }

    @AfterEach
    void stop() throws InterruptedException {
        service.stop(Duration.ZERO);
    }

    @Test
    void threadsThatDoNotParkShareTheWorkspaceOfTheirCarrier() throws InterruptedException {
        runThreads(() -> {});
        assertEquals(0, shared.get());
        assertTrue(seen.size() <= Runtime.getRuntime().availableProcessors(), seen.toString());
    }

    @Test
    void aThreadThatLosesItsCarrierKeepsItsWorkspaceToItself() throws InterruptedException {
        runThreads(CarrierWorkspacesTest::giveWay);
        assertEquals(0, shared.get());
        assertTrue(seen.size() > Runtime.getRuntime().availableProcessors());
    }

    @Test
    void whatACarrierHadWhenItEndedIsUsedAgain() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            Thread carrier = new Thread(() -> useWorkspace(() -> {}));
            carrier.start();
            carrier.join();
        }
        assertEquals(1, seen.size());
    }

    private void runThreads(Runnable inBetween) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(() -> useWorkspace(inBetween)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, taken.size());
    }

    private void useWorkspace(Runnable inBetween) {
        Workspace workspace = workspaces.take();
        seen.add(workspace);
        if (!taken.add(workspace)) {
            shared.incrementAndGet();
        }
        inBetween.run();
        taken.remove(workspace);
        workspaces.give(workspace);
    }

    @SuppressWarnings("ThreadPriorityCheck") // to lose the carrier is the point
    private static void giveWay() {
        for (int i = 0; i < 5; i++) {
            Thread.yield();
        }
    }
}
