package webarch.harness.load;

import webarch.linux.Epoll;
import webarch.linux.Errno;

/**
 * A connection as a socket. Its events come on edges: one for each change, so what has arrived must
 * be taken in before the next is waited for. The loop's thread owns it.
 */
final class NativeConnection implements ClientConnection {
    private static final int OVER = Epoll.RDHUP | Epoll.HUP | Epoll.ERR;
    private static final int NONE = -1;

    private final NativeNetwork network;
    private final LoadCounters counters;
    private Client client;
    private int fd = NONE;
    private boolean connecting;

    NativeConnection(NativeNetwork network, LoadCounters counters, Client client) {
        this.network = network;
        this.counters = counters;
        this.client = client;
    }

    @Override
    public void connect() {
        int socket = network.connector().open();
        if (socket < 0) {
            client.broke(ErrorKind.of(-socket));
            return;
        }
        fd = socket;
        connecting = true;
        int answer = network.connector().connect(fd);
        if (answer == 0 || answer == -Errno.EINPROGRESS) {
            // After connect, for before it a socket counts as hung up.
            answer = network.register(fd, this);
        }
        if (answer < 0) {
            client.broke(ErrorKind.of(-answer));
        }
    }

    void happened(int events) {
        if (connecting) {
            connecting = false;
            int error = network.connector().error(fd);
            if (error < 0) {
                client.broke(ErrorKind.of(-error));
                return;
            }
            client.connected();
        }
        if (client != null && (events & (Epoll.IN | OVER)) != 0) {
            receive((events & OVER) != 0);
        }
    }

    /**
     * Takes in what has arrived. After a whole reply there is nothing more to come until the next
     * request is answered, unless the server has ended the connection.
     */
    private void receive(boolean over) {
        boolean more = true;
        while (more && client != null) {
            long awaited = client.awaitedBody();
            // One more than is due, or a longer body would go unnoticed.
            int asked = awaited > 0 ? (int) Math.min(awaited + 1, Integer.MAX_VALUE) : -1;
            int count =
                    asked > 0
                            ? network.calls().discard(fd, asked)
                            : network.calls().recv(fd, network.received(), 0, capacity());
            if (count == -Errno.EAGAIN) {
                return;
            }
            if (count <= 0) {
                ended(count);
                return;
            }
            counters.received(count);
            ReplyReader.Outcome outcome =
                    asked > 0 ? client.discarded(count) : client.read(network.receivedBytes(count));
            // Less than asked for means that this was all, and that more is another event.
            boolean full = count == (asked > 0 ? asked : capacity());
            more = over || (outcome == ReplyReader.Outcome.MORE && full);
            client.took(outcome);
        }
    }

    private long capacity() {
        return network.received().byteSize();
    }

    private void ended(int answer) {
        if (answer == 0) {
            client.closed();
        } else {
            client.broke(ErrorKind.of(-answer));
        }
    }

    /**
     * A socket has room for a request, because it holds none: there is one at a time. So a send
     * that takes less than all of it is an error like any other.
     */
    @Override
    public void send(int file, boolean head) {
        int length = network.render(file, head);
        int sent = network.calls().send(fd, network.request(), 0, length, 0);
        if (sent != length) {
            client.broke(sent < 0 ? ErrorKind.of(-sent) : ErrorKind.OTHER);
        }
    }

    /** Whether the server has closed it is only told by the next event. */
    @Override
    public boolean isOpen() {
        return fd != NONE;
    }

    @Override
    public void giveUp() {
        client = null;
        if (fd != NONE) {
            network.close(fd);
            fd = NONE;
        }
    }
}
