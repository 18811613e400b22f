package webarch.server.netty;

import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;
import static io.netty.handler.codec.http.HttpHeaderNames.IF_MODIFIED_SINCE;
import static io.netty.handler.codec.http.HttpHeaderNames.LAST_MODIFIED;
import static io.netty.handler.codec.http.HttpHeaderNames.SERVER;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AsciiString;
import java.util.Date;
import webarch.http.HttpDate;
import webarch.http.NotServedException;
import webarch.server.Counter;
import webarch.server.Counters;

/** Answers the requests of one connection. Belongs to the event loop. */
final class FileHandler extends SimpleChannelInboundHandler<HttpObject> {
    /** The user event that says that the server is stopping. */
    static final Object STOP = new Object();

    private static final AsciiString NAME = AsciiString.cached("webarch");

    private final FileSource files;
    private final Counters.Row counters;
    private boolean stopping;
    private int unsent;

    FileHandler(FileSource files, Counters.Row counters) {
        this.files = files;
        this.counters = counters;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counters.increment(Counter.ACCEPTED);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        counters.increment(Counter.CLOSED);
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            counters.increment(Counter.REQUESTS);
            answer(context, request);
        }
    }

    /** Flushes once for all requests that came in together. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            counters.increment(Counter.EXPIRED);
            context.close();
        } else if (event == STOP) {
            stopping = true;
            if (unsent == 0) {
                context.close();
            }
        }
    }

    /** A peer that resets its connection is nothing unusual. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(Counter.ABORTS);
        context.close();
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(context, request, HttpResponseStatus.BAD_REQUEST, true);
        } else if (HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) > 0) {
            refuse(context, request, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, true);
        } else if (!request.method().equals(HttpMethod.GET)
                && !request.method().equals(HttpMethod.HEAD)) {
            refuse(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, false);
        } else {
            serve(context, request);
        }
    }

    @SuppressWarnings("JavaUtilDate") // what Netty's parser answers
    private void serve(ChannelHandlerContext context, HttpRequest request) {
        try {
            long now = System.currentTimeMillis();
            FileSource.Found file = files.find(request.uri(), now);
            String since = request.headers().get(IF_MODIFIED_SINCE);
            Date known = since == null ? null : DateFormatter.parseHttpDate(since);
            if (known != null && file.modified() * 1000 <= known.getTime()) {
                send(context, full(HttpResponseStatus.NOT_MODIFIED, Unpooled.EMPTY_BUFFER));
            } else if (request.method().equals(HttpMethod.HEAD) || file.body() != null) {
                boolean headOnly = request.method().equals(HttpMethod.HEAD);
                ByteBuf body = headOnly ? Unpooled.EMPTY_BUFFER : file.body().duplicate();
                HttpResponse response = full(HttpResponseStatus.OK, body);
                describe(response.headers(), file);
                send(context, response);
            } else {
                HttpResponse response = new DefaultHttpResponse(HTTP_1_1, HttpResponseStatus.OK);
                describe(response.headers(), file);
                date(response.headers());
                context.write(response, context.voidPromise());
                context.write(new SharedFile(file), context.voidPromise());
                send(context, LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } catch (NotServedException reason) {
            refuse(context, request, HttpResponseStatus.valueOf(reason.status()), false);
        }
    }

    private void refuse(
            ChannelHandlerContext context,
            HttpRequest request,
            HttpResponseStatus status,
            boolean close) {
        counters.increment(Counter.REFUSALS);
        boolean headOnly = request.method().equals(HttpMethod.HEAD);
        AsciiString text = AsciiString.of(status + "\n");
        ByteBuf body = headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(text.array());
        HttpResponse response = full(status, body);
        response.headers()
                .set(CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
                .setInt(CONTENT_LENGTH, text.length());
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(ALLOW, "GET, HEAD");
        }
        if (close) {
            response.headers().set(CONNECTION, HttpHeaderValues.CLOSE);
        }
        send(context, response);
    }

    private static DefaultFullHttpResponse full(HttpResponseStatus status, ByteBuf body) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HTTP_1_1, status, body);
        date(response.headers());
        return response;
    }

    private static void describe(HttpHeaders headers, FileSource.Found file) {
        headers.set(CONTENT_TYPE, file.mediaType())
                .set(CONTENT_LENGTH, file.length())
                .set(LAST_MODIFIED, file.lastModified());
    }

    private static void date(HttpHeaders headers) {
        headers.set(SERVER, NAME)
                .set(DATE, new AsciiString(HttpDate.ofNow(System.currentTimeMillis()), false));
    }

    private void send(ChannelHandlerContext context, Object last) {
        unsent++;
        ChannelFuture sent = context.write(last);
        sent.addListener(
                (ChannelFutureListener)
                        future -> {
                            unsent--;
                            counters.increment(
                                    future.isSuccess() ? Counter.REPLIES : Counter.ABORTS);
                            if (stopping && unsent == 0) {
                                future.channel().close();
                            }
                        });
    }

    /** A region of a file whose channel outlives it, because other replies use it too. */
    private static final class SharedFile extends DefaultFileRegion {
        SharedFile(FileSource.Found file) {
            super(file.channel(), 0, file.size());
        }

        @Override
        protected void deallocate() {}
    }
}
