package webarch.harness.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import webarch.harness.workload.RequestLog;

/**
 * Sessions begin when they arrive, each on a client that has none; one that finds no such client is
 * counted and never begins. The loop's thread owns it.
 *
 * <p>A loop that is late begins all sessions that are due, and they remember when they should have
 * begun. A pause stops the clock of the arrivals.
 */
final class SessionArrivals implements Schedule {
    private final LoadLoop loop;
    private final Deque<Client> idle;
    private final RequestLog log;
    private final ArrivalTimes times;
    private long start;
    private long paused;
    private Network.Timer next;

    SessionArrivals(LoadLoop loop, List<Client> clients, RequestLog log, ArrivalTimes times) {
        this.loop = loop;
        this.idle = new ArrayDeque<>(clients);
        this.log = log;
        this.times = times;
    }

    @Override
    public void start() {
        start = System.nanoTime();
        arrive();
    }

    private void arrive() {
        if (loop.paused()) {
            return;
        }
        long turn = System.nanoTime();
        long now = turn;
        long left = start + times.nanos() - now;
        while (left <= 0 && now - turn < TURN_NANOS) {
            begin((int) (times.number() % log.sessions()), start + times.nanos());
            times.next();
            now = System.nanoTime();
            left = start + times.nanos() - now;
        }
        next = loop.after(Math.max(0, left), this::arrive);
    }

    private void begin(int session, long when) {
        Client client = idle.poll();
        if (client == null) {
            loop.counters().sessionNotBegun();
        } else {
            client.begin(session, when);
        }
    }

    @Override
    public void settled() {}

    @Override
    public void pause() {
        paused = System.nanoTime();
    }

    @Override
    public void resume() {
        start += System.nanoTime() - paused;
        next.cancel();
        arrive();
    }

    @Override
    public void sessionOver(Client client) {
        client.rest();
        idle.push(client);
    }

    @Override
    public void sessionFailed(Client client) {
        sessionOver(client);
    }
}
