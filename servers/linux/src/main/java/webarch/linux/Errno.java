package webarch.linux;

import java.util.Map;

/** Error numbers of {@code errno(3)}, the same on x86-64 and AArch64, and their names. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EXDEV = 18;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EPIPE = 32;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ELOOP = 40;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ECONNABORTED = 103;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ENOTCONN = 107;
    public static final int ECONNREFUSED = 111;
    public static final int EINPROGRESS = 115;

    private static final Map<Integer, String> TEXTS =
            Map.ofEntries(
                    Map.entry(EPERM, "EPERM (operation not permitted)"),
                    Map.entry(ENOENT, "ENOENT (no such file or directory)"),
                    Map.entry(EINTR, "EINTR (interrupted)"),
                    Map.entry(EIO, "EIO (input/output error)"),
                    Map.entry(EBADF, "EBADF (bad file descriptor)"),
                    Map.entry(EAGAIN, "EAGAIN (would block)"),
                    Map.entry(ENOMEM, "ENOMEM (out of memory)"),
                    Map.entry(EACCES, "EACCES (permission denied)"),
                    Map.entry(EEXIST, "EEXIST (exists already)"),
                    Map.entry(EXDEV, "EXDEV (leaves the directory it must stay in)"),
                    Map.entry(ENOTDIR, "ENOTDIR (not a directory)"),
                    Map.entry(EISDIR, "EISDIR (is a directory)"),
                    Map.entry(EINVAL, "EINVAL (invalid argument)"),
                    Map.entry(ENFILE, "ENFILE (too many open files in the system)"),
                    Map.entry(EMFILE, "EMFILE (too many open files in the process)"),
                    Map.entry(EPIPE, "EPIPE (the peer has closed)"),
                    Map.entry(ENAMETOOLONG, "ENAMETOOLONG (file name too long)"),
                    Map.entry(ENOSYS, "ENOSYS (not in this kernel)"),
                    Map.entry(ELOOP, "ELOOP (too many symbolic links)"),
                    Map.entry(EADDRINUSE, "EADDRINUSE (address in use)"),
                    Map.entry(EADDRNOTAVAIL, "EADDRNOTAVAIL (address not available)"),
                    Map.entry(ECONNABORTED, "ECONNABORTED (connection aborted)"),
                    Map.entry(ECONNRESET, "ECONNRESET (connection reset)"),
                    Map.entry(ENOBUFS, "ENOBUFS (no buffer space)"),
                    Map.entry(ENOTCONN, "ENOTCONN (not connected)"),
                    Map.entry(ECONNREFUSED, "ECONNREFUSED (connection refused)"),
                    Map.entry(EINPROGRESS, "EINPROGRESS (under way)"));

    private Errno() {}

    /** Symbol and meaning of an error number. */
    public static String text(int errno) {
        return TEXTS.getOrDefault(errno, "errno " + errno);
    }
}
