package webarch.harness.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.ChannelException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorKindTest {
    /** TEST-NET-1 (RFC 5737): no machine has this address. */
    private static final InetSocketAddress NOT_OURS = new InetSocketAddress("192.0.2.1", 0);

    @Test
    void anAddressThatTheKernelWillNotGive() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            EpollSocketChannel channel = new EpollSocketChannel();
            group.register(channel).syncUninterruptibly();
            Throwable cause = channel.bind(NOT_OURS).awaitUninterruptibly().cause();
            assertEquals(ErrorKind.NO_ADDRESS, ErrorKind.of(cause), cause.toString());
            // A failed connect says the same, with the number in the message alone.
            String message = "connect" + new NativeIoException("", -99).getMessage();
            assertEquals(ErrorKind.NO_ADDRESS, ErrorKind.of(new ConnectException(message)));
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void descriptorsThatRanOutWhileASocketWasMade() {
        var none = new ChannelException(new NativeIoException("newSocketStream", -24));
        assertEquals(ErrorKind.NO_DESCRIPTOR, ErrorKind.of(none));
    }

    /** The numbers are Linux's; the kinds are those that httperf tells apart. */
    @ParameterizedTest
    @CsvSource({
        "23, TABLE_FULL",
        "24, NO_DESCRIPTOR",
        "32, RESET",
        "99, NO_ADDRESS",
        "104, RESET",
        "110, SOCKET_TIMEOUT",
        "111, REFUSED",
        "113, OTHER"
    })
    void eachErrorOfTheKernelHasItsKind(int errno, ErrorKind kind) {
        NativeIoException failure = new NativeIoException("x", -errno);
        assertEquals(kind, ErrorKind.of(failure));
        assertEquals(kind, ErrorKind.of(errno));
        assertEquals(kind, ErrorKind.of(new ConnectException(failure.getMessage())));
    }

    @Test
    void anythingElseIsOther() {
        assertEquals(ErrorKind.OTHER, ErrorKind.of(new IllegalStateException("bug")));
        assertEquals(ErrorKind.OTHER, ErrorKind.of(new ConnectException("connect(..) failed")));
    }

    @Test
    void columnsAreThoseOfTheSchema() {
        assertEquals("errors_no_descriptor", ErrorKind.NO_DESCRIPTOR.column());
    }
}
