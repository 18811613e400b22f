package webarch.server;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import webarch.http.CachedFile;
import webarch.http.Reply;
import webarch.linux.Errno;
import webarch.linux.SystemCalls;

/**
 * A reply on its way out: what of it has been sent, and what is left. Belongs to its connection.
 *
 * <pre>
 *   head, with the body where that is in memory ──► stretches of the file, if there is one ──► COMPLETE
 * </pre>
 */
final class Transmission {
    /** All of the reply is sent. */
    static final int COMPLETE = 0;

    /** A waiting call has sent a stretch, which is a sign of life; more is left. */
    static final int MORE = 1;

    /** The file is shorter than the head has announced. */
    static final int CUT_SHORT = Integer.MIN_VALUE;

    /** What a call sends of a file at once that waits for the client. */
    private static final int WAITING_STRETCH = 1 << 20;

    private final Reply reply;

    /** Address of head and body in memory; 0 before the first attempt, or in the workspace. */
    private long inPlace;

    /** How much of what lies there is sent. */
    private int sent;

    /** What is left of head and body that lay in the workspace; null before the first attempt. */
    private byte[] unsent;

    private boolean headSent;
    private long position;
    private boolean progress;

    Transmission(Reply reply) {
        this.reply = reply;
    }

    /** Begins with the reply that has just been made. */
    void begin() {
        headSent = false;
        inPlace = 0;
        sent = 0;
        position = reply.position();
    }

    /** Gives up what is left. */
    void end() {
        unsent = null;
        inPlace = 0;
    }

    /** Whether the last {@link #send} got anything out. */
    boolean hasProgressed() {
        return progress;
    }

    /**
     * Sends what is left until the socket takes no more.
     *
     * @return {@link #COMPLETE}, {@link #MORE}, {@link #CUT_SHORT} or a negated error number
     */
    int send(Workspace workspace, int socket, long dateMillis) {
        progress = false;
        CachedFile file = reply.file();
        while (!headSent) {
            int length = renderUnsent(workspace, dateMillis);
            int flags = sendFlags(workspace, file != null);
            long from = inPlace == 0 ? workspace.output.address() : inPlace + sent;
            int count = workspace.calls.send(socket, from, length, flags);
            progress |= count > 0;
            if (count == length) {
                headSent = true;
                unsent = null;
            } else if (count >= 0) {
                keep(workspace, count, length);
            } else if (count != -Errno.EINTR) {
                return count;
            }
        }
        while (file != null && position < reply.end()) {
            int count = sendBody(workspace, socket, file.descriptor());
            if (count > 0) {
                progress = true;
                position += count;
                if (workspace.blocking) {
                    return position < reply.end() ? MORE : COMPLETE;
                }
            } else if (count != -Errno.EINTR) {
                return count == 0 ? CUT_SHORT : count;
            }
        }
        return COMPLETE;
    }

    /**
     * Sends the whole reply through a channel, and waits wherever there is no room.
     *
     * @param progressed called whenever the client has taken something
     * @throws IOException when the client is gone, or the file shorter than announced
     */
    void send(ClientChannel channel, long dateMillis, Runnable progressed) throws IOException {
        byte[] head = new byte[reply.length()];
        reply.render(MemorySegment.ofArray(head), dateMillis);
        channel.send(ByteBuffer.wrap(head));
        CachedFile file = reply.file();
        while (file != null && position < reply.end()) {
            position += channel.send(file.channel(), position, reply.end() - position);
            progressed.run();
        }
    }

    /** Renders head and body in memory, or what an earlier attempt has left of them. */
    private int renderUnsent(Workspace workspace, long dateMillis) {
        if (unsent != null) {
            MemorySegment left = MemorySegment.ofArray(unsent);
            MemorySegment.copy(left, 0, workspace.output, 0, unsent.length);
            return unsent.length;
        }
        if (inPlace == 0) {
            inPlace = reply.inPlace(dateMillis);
        }
        if (inPlace == 0) {
            reply.render(workspace.output, dateMillis);
        }
        return reply.length() - sent;
    }

    /** Notes what a full socket has left; the workspace is the next connection's. */
    private void keep(Workspace workspace, int count, int length) {
        if (inPlace == 0) {
            unsent = workspace.output.asSlice(count, (long) length - count).toArray(JAVA_BYTE);
        } else {
            sent += count;
        }
    }

    private int sendBody(Workspace workspace, int socket, int file) {
        SystemCalls calls = workspace.calls;
        long left = reply.end() - position;
        if (workspace.copy == null) {
            long length = workspace.blocking ? Math.min(left, WAITING_STRETCH) : left;
            return calls.sendfile(socket, file, position, length);
        }
        long stretch = Math.min(left, workspace.copy.byteSize());
        int count = calls.pread(file, workspace.copy, 0, stretch, position);
        if (count <= 0) {
            return count;
        }
        int flags = sendFlags(workspace, count < left);
        return calls.send(socket, workspace.copy, 0, count, flags);
    }

    private static int sendFlags(Workspace workspace, boolean more) {
        int wait = workspace.blocking ? 0 : SystemCalls.MSG_DONTWAIT;
        return more ? wait | SystemCalls.MSG_MORE : wait;
    }
}
