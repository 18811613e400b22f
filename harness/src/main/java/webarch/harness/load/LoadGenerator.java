package webarch.harness.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import webarch.harness.workload.RequestLog;

public final class LoadGenerator implements AutoCloseable {
    private final LoadOptions options;
    private final RequestLog log;
    private final Object lock = new Object();
    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private Histogram latency = new Histogram(3);
    private volatile boolean closed;
    private long replies;
    private long bytes;
    private long connects;
    private long latencyNanos;
    private long connectNanos;
    private long sent;
    private int outstanding;

    public LoadGenerator(LoadOptions options, RequestLog log) {
        this.options = options;
        this.log = log;
    }

    public void start() {
        for (int i = 0; i < options.connections(); i++) {
            int client = i;
            var _ = Thread.ofVirtual().start(() -> client(client));
        }
    }

    private void client(int client) {
        while (!closed) {
            long began = System.nanoTime();
            boolean requested = false;
            try (Socket socket = new Socket()) {
                socket.connect(options.server(), 2000);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout((int) options.timeout().toMillis());
                InputStream in = new BufferedInputStream(socket.getInputStream(), 65536);
                synchronized (lock) {
                    connects++;
                    connectNanos += System.nanoTime() - began;
                }
                List<RequestLog.Target> targets = log.targets();
                for (int k = client; !closed; k++) {
                    RequestLog.Target target = targets.get(Math.floorMod(k * 7L, targets.size()));
                    began = System.nanoTime();
                    synchronized (lock) {
                        sent++;
                        outstanding++;
                        requested = true;
                    }
                    socket.getOutputStream()
                            .write(
                                    ("GET /" + target.path() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                                            .getBytes(StandardCharsets.US_ASCII));
                    int length = read(in);
                    long now = System.nanoTime();
                    synchronized (lock) {
                        requested = false;
                        outstanding--;
                        bytes += length;
                        if (length < target.size()) {
                            errors.merge(ErrorKind.BODY, 1L, Long::sum);
                        } else {
                            replies++;
                            latencyNanos += now - began;
                            latency.recordValue(now - began);
                        }
                    }
                }
            } catch (IOException e) {
                if (!closed) {
                    ErrorKind kind =
                            switch (e) {
                                case SocketTimeoutException _ -> ErrorKind.TIMEOUT;
                                case ConnectException _ -> ErrorKind.REFUSED;
                                case EOFException _ -> ErrorKind.CLOSED;
                                default -> ErrorKind.RESET;
                            };
                    synchronized (lock) {
                        if (requested) {
                            outstanding--;
                        } else {
                            sent++;
                        }
                        errors.merge(kind, 1L, Long::sum);
                    }
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    private static int read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        int at = text.indexOf("Content-Length: ") + 16;
        int length = Integer.parseInt(text.substring(at, text.indexOf("\r\n", at)));
        in.skipNBytes(length);
        return length;
    }

    public void pause() {}

    public void resume() {}

    public LoadSnapshot snapshot() {
        synchronized (lock) {
            return new LoadSnapshot(
                    System.nanoTime(),
                    replies,
                    Map.copyOf(errors),
                    bytes,
                    connects,
                    latencyNanos,
                    connectNanos,
                    outstanding,
                    sent);
        }
    }

    public Histogram takeLatency() {
        synchronized (lock) {
            Histogram taken = latency;
            latency = new Histogram(3);
            return taken;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
