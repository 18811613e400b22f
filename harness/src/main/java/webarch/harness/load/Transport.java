package webarch.harness.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import webarch.harness.UsageException;

/** What moves the load's bytes. Clients, schedules and counts are the same over either. */
public enum Transport {
    /** Netty's channels; every byte is received, so bodies can be compared. */
    NETTY {
        @Override
        Networks networks(int threads, LoadOptions options) {
            return new NettyNetworks(threads, options);
        }
    },

    /**
     * System calls of our own; bodies are discarded in the kernel and only counted. It needs less
     * CPU time for a request, so that one CPU of load saturates one CPU of server.
     */
    NATIVE {
        @Override
        Networks networks(int threads, LoadOptions options) {
            return new NativeNetworks(options);
        }
    };

    public static final List<String> NAMES = Arrays.stream(values()).map(Transport::label).toList();

    abstract Networks networks(int threads, LoadOptions options);

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The transport of this label, which is one of {@link #NAMES}. */
    public static Transport of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The transport that {@code flag} asks for. */
    public static Transport named(String flag, String label) {
        if (!NAMES.contains(label)) {
            throw new UsageException(
                    flag + " must be " + String.join(" or ", NAMES) + ", not " + label);
        }
        return of(label);
    }
}
