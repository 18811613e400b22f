package webarch.harness.load;

import java.util.EnumMap;
import java.util.Map;

public record LoadSnapshot(
        long nanoTime,
        long replies,
        Map<ErrorKind, Long> errors,
        long receivedBytes,
        long connects,
        long latencyNanos,
        long connectNanos,
        int outstanding,
        long requestsSent) {
    public LoadSnapshot minus(LoadSnapshot earlier) {
        Map<ErrorKind, Long> difference = new EnumMap<>(ErrorKind.class);
        errors.forEach((k, n) -> difference.put(k, n - earlier.errors.getOrDefault(k, 0L)));
        return new LoadSnapshot(
                nanoTime - earlier.nanoTime,
                replies - earlier.replies,
                difference,
                receivedBytes - earlier.receivedBytes,
                connects - earlier.connects,
                latencyNanos - earlier.latencyNanos,
                connectNanos - earlier.connectNanos,
                outstanding,
                requestsSent - earlier.requestsSent);
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
