package webarch.harness.load;

import java.net.InetSocketAddress;
import java.time.Duration;

public record LoadOptions(
        InetSocketAddress server,
        int connections,
        int threads,
        Duration timeout,
        boolean checkBytes) {}
