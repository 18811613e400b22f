package webarch.linux;

/**
 * Where the members of {@code struct epoll_event} lie. On x86-64 the structure is packed, so that
 * 32 and 64 bit programs agree on it; elsewhere its 64-bit member is aligned ({@code
 * include/uapi/linux/eventpoll.h}).
 *
 * <pre>
 *            0        4        8       12       16
 *   x86-64   | events | data            |
 *   AArch64  | events | (gap)  | data            |
 * </pre>
 */
final class EpollEvent {
    static final long SIZE = size(System.getProperty("os.arch"));
    static final long DATA_OFFSET = dataOffset(System.getProperty("os.arch"));

    private EpollEvent() {}

    static long size(String architecture) {
        return dataOffset(architecture) + Long.BYTES;
    }

    static long dataOffset(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> Integer.BYTES;
            case "aarch64" -> Long.BYTES;
            default ->
                    throw new UnsupportedOperationException(
                            "epoll's event layout is not known for " + architecture);
        };
    }
}
