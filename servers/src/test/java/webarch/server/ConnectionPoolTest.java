package webarch.server;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import webarch.linux.SystemCalls;

class ConnectionPoolTest {
    private final SystemCalls calls = new SystemCalls(Arena.global());
    private final ConnectionPool pool = new ConnectionPool(null);

    @Test
    void theConnectionUsedLastIsUsedNext() {
        ConnectionPool.Share share = pool.new Share();
        Connection first = share.take(calls);
        Connection second = share.take(calls);
        assertNotSame(first, second);
        share.giveBack(first);
        assertSame(first, share.take(calls));
    }

    @Test
    void connectionsComeRoundWhereOneThreadAcceptsAndAnotherCloses() {
        ConnectionPool.Share accepting = pool.new Share();
        ConnectionPool.Share closing = pool.new Share();
        Set<Connection> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 10_000; i++) {
            Connection connection = accepting.take(calls);
            all.add(connection);
            closing.giveBack(connection);
        }
        assertTrue(all.size() <= 256, all.size() + " connections where one was open at a time");
    }
}
