package webarch.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;

/**
 * A client's socket as a blocking channel of {@code java.nio}, used by the virtual thread that owns
 * the connection. The JDK parks that thread wherever a call has to wait; {@link #wake} may be
 * called by any thread meanwhile.
 */
final class ClientChannel {
    /** What is read of a file at once where it is copied. */
    private static final int COPY_SIZE = 65536;

    private final SocketChannel channel;
    private final boolean copies;

    /** Whether the owner may be waiting for room, which only closing the channel would end. */
    private volatile boolean sending;

    /**
     * Wraps an open channel.
     *
     * @param copies whether files are sent by reading and writing them
     */
    ClientChannel(SocketChannel channel, boolean copies) {
        this.channel = channel;
        this.copies = copies;
    }

    /** Waits for input; the number of bytes received, or -1 at its end or when the peer is gone. */
    int receive(ByteBuffer room) {
        try {
            return channel.read(room);
        } catch (IOException gone) {
            return -1;
        }
    }

    /** Sends all bytes, and waits for room. */
    void send(ByteBuffer bytes) throws IOException {
        sending = true;
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        sending = false;
    }

    /**
     * Sends some of a file, and waits for room for it.
     *
     * @return how many bytes, at least one
     */
    long send(FileChannel file, long position, long length) throws IOException {
        long count = copies ? 0 : file.transferTo(position, length, channel);
        return count > 0 ? count : copy(file, position, length);
    }

    /**
     * Sends a stretch of a file with a write. When the socket is full, {@code transferTo} answers 0
     * and never parks a virtual thread; a write does.
     */
    private int copy(FileChannel file, long position, long length) throws IOException {
        ByteBuffer stretch = ByteBuffer.allocate((int) Math.min(length, COPY_SIZE));
        int count = file.read(stretch, position);
        if (count <= 0) {
            throw new EOFException("the file is shorter than it was");
        }
        send(stretch.flip());
        return count;
    }

    /** Ends the owner's wait for input, and if its time is up its wait for room as well. */
    void wake(boolean timedOut) {
        try {
            channel.shutdownInput();
            if (timedOut && sending) {
                channel.close();
            }
        } catch (IOException closedAlready) {
            // then nobody waits
        }
    }

    /** Tells the client that nothing more will be sent. */
    void endOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException closedByPeer) {
            close();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException goneAnyway) {
            // a closed channel is closed whatever the answer
        }
    }
}
