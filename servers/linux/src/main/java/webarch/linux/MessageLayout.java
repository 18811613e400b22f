package webarch.linux;

/**
 * Where the members of the structures for {@code sendmsg(2)} lie, when a message has one stretch of
 * bytes and at most one descriptor. {@code int} has 4 bytes and {@code long} and pointers have 8 on
 * x86-64 and AArch64 alike, so both have the same layout.
 *
 * <pre>
 *            0        8        16       24       32        40        48      56
 *   msghdr   | name   | length | vector | count  | control | length  | flags |
 *   iovec    | base   | length |
 *            0        8        12       16        20   24
 *   cmsghdr  | length | level  | type   | descriptor  |
 * </pre>
 */
final class MessageLayout {
    static final long MSGHDR_SIZE = 56;
    static final long MSG_IOV = 16;
    static final long MSG_IOVLEN = 24;
    static final long MSG_CONTROL = 32;
    static final long MSG_CONTROLLEN = 40;

    static final long IOVEC_SIZE = 16;
    static final long IOV_BASE = 0;
    static final long IOV_LEN = 8;

    static final long CMSG_LEN = 0;
    static final long CMSG_LEVEL = 8;
    static final long CMSG_TYPE = 12;
    static final long CMSG_DATA = 16;

    /** {@code CMSG_LEN(sizeof(int))}: without what aligns the next one. */
    static final long ONE_DESCRIPTOR_LEN = CMSG_DATA + Integer.BYTES;

    /** {@code CMSG_SPACE(sizeof(int))}. */
    static final long ONE_DESCRIPTOR_SPACE = 24;

    private MessageLayout() {}
}
