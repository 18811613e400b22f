package webarch.kernel;

import io.github.spencerpark.jupyter.channels.ReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishStream.StreamType;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What cells print and display, on its way to Jupyter in the order of its making.
 *
 * <pre>
 *  cell threads ──out, err, display──▶ bounded queue ──▶ thread notebook-output ──▶ iopub
 * </pre>
 *
 * Prints to one stream that follow each other travel together, in messages of bounded size.
 * Publishing is paced: the iopub socket is without limit (one would drop messages), so a cell that
 * prints without end would otherwise fill the memory. Printing blocks while the queue is full. Only
 * the output thread publishes, since an interrupt during a send closes the socket for good.
 * Thread-safe.
 */
final class CellOutput {
    private static final int CHUNK_CHARS = 1 << 16;
    private static final int QUEUE_PIECES = 64;
    private static final long CHARS_PER_SECOND = 16L << 20;

    /** How long a short print waits for company. */
    private static final long GATHER_MILLIS = 10;

    private final Deque<Piece> queue = new ArrayDeque<>();
    private final PrintStream out = printStream(StreamType.OUT);
    private final PrintStream err = printStream(StreamType.ERR);
    private ReplyEnvironment destination;
    private long added;
    private long published;
    private long wanted;

    private sealed interface Piece {}

    private record Text(StreamType stream, StringBuilder text) implements Piece {}

    private record Rich(DisplayData data) implements Piece {}

    /** Starts publishing; the thread ends with the process. */
    void start() {
        Thread.ofPlatform().name("notebook-output").daemon().start(this::publishAll);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** From now on, what is printed belongs to the request that {@code environment} answers. */
    void attach(ReplyEnvironment environment) {
        flush();
        synchronized (this) {
            destination = environment;
            notifyAll();
        }
    }

    void display(DisplayData data) {
        add(new Rich(data));
    }

    /** Returns when all that was printed or displayed before is published. */
    synchronized void flush() {
        if (destination != null) {
            wanted = added;
            notifyAll();
            long target = added;
            waitUntil(() -> published >= target);
        }
    }

    private synchronized void print(StreamType stream, CharBuffer chars) {
        if (queue.peekLast() instanceof Text(StreamType last, StringBuilder text)
                && last == stream
                && text.length() < CHUNK_CHARS) {
            text.append(chars);
        } else {
            add(new Text(stream, new StringBuilder().append(chars)));
        }
    }

    private synchronized void add(Piece piece) {
        waitUntil(() -> queue.size() < QUEUE_PIECES);
        queue.add(piece);
        added++;
        notifyAll();
    }

    private void publishAll() {
        while (true) {
            Piece piece = next();
            switch (piece) {
                case Text(StreamType stream, StringBuilder text) -> {
                    destination.publish(new PublishStream(stream, text.toString()));
                    pace(text.length());
                }
                case Rich(DisplayData data) -> destination.publish(new PublishDisplayData(data));
            }
            synchronized (this) {
                published++;
                notifyAll();
            }
        }
    }

    private synchronized Piece next() {
        waitUntil(() -> destination != null && !queue.isEmpty());
        if (wanted < added && queue.size() == 1) {
            waitAtMost(GATHER_MILLIS);
        }
        Piece piece = queue.remove();
        notifyAll();
        return piece;
    }

    private static void pace(int chars) {
        if (chars >= CHUNK_CHARS) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(chars) / CHARS_PER_SECOND);
        }
    }

    private interface Condition {
        boolean holds();
    }

    /** Waits through interrupts: the queue always drains, and a cell's last words are wanted. */
    private void waitUntil(Condition condition) {
        boolean interrupted = false;
        while (!condition.holds()) {
            interrupted |= waitAtMost(0);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("WaitNotInLoop")
    private boolean waitAtMost(long millis) {
        try {
            wait(millis);
            return false;
        } catch (InterruptedException _) {
            return true;
        }
    }

    private PrintStream printStream(StreamType stream) {
        return new PrintStream(new Utf8(stream), false, StandardCharsets.UTF_8);
    }

    /** Turns bytes into text; a character may arrive in parts. */
    private final class Utf8 extends OutputStream {
        private final StreamType stream;
        private final ByteBuffer bytes = ByteBuffer.allocate(8192);
        private final CharBuffer chars = CharBuffer.allocate(8192);
        private final CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);

        Utf8(StreamType stream) {
            this.stream = stream;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] source, int offset, int length) {
            for (int done = 0; done < length; ) {
                int part = Math.min(length - done, bytes.remaining());
                bytes.put(source, offset + done, part);
                done += part;
                bytes.flip();
                decoder.decode(bytes, chars, false);
                bytes.compact();
                chars.flip();
                if (chars.hasRemaining()) {
                    print(stream, chars);
                }
                chars.clear();
            }
        }
    }
}
