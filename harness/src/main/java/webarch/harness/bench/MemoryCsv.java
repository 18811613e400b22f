package webarch.harness.bench;

import java.util.List;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.measure.MemoryUse;
import webarch.harness.subject.Contender;
import webarch.harness.workload.RequestLog;

/** {@code memory.csv}: a row for each server under each number of connections. */
final class MemoryCsv {
    static final double MEGA = 1e6;

    private MemoryCsv() {}

    /**
     * One server under load.
     *
     * @param use null where it may not be read
     * @param heapBytes in use, garbage included; null where there is no Java heap
     * @param liveBytes in use after a collection; null where there is no Java heap
     * @param cachedBytes of the served files; null where the kernel does not tell
     * @param fewest the row of the same server with the fewest connections; null in that row
     */
    record Row(
            Contender subject,
            int connections,
            long replies,
            MemoryUse use,
            Long heapBytes,
            Long liveBytes,
            Long cachedBytes,
            Row fewest) {
        Double residentMega() {
            return use == null ? null : use.resident() / MEGA;
        }

        Double proportionalMega() {
            return use == null ? null : use.proportional() / MEGA;
        }

        Double heapMega() {
            return mega(heapBytes);
        }

        Double liveMega() {
            return mega(liveBytes);
        }

        Double cachedMega() {
            return mega(cachedBytes);
        }

        private static Double mega(Long bytes) {
            return bytes == null ? null : bytes / MEGA;
        }

        /**
         * What a connection more takes, in bytes. The heap is resident as a whole from the start on
         * (its pages are touched), so what lives in it counts apart.
         */
        Double bytesPerConnection() {
            if (fewest == null
                    || use == null
                    || fewest.use == null
                    || connections == fewest.connections) {
                return null;
            }
            long grown = use.proportional() - fewest.use.proportional();
            long live = liveBytes == null ? 0 : liveBytes - fewest.liveBytes;
            return (double) (grown + live) / (connections - fewest.connections);
        }
    }

    static List<Column<Row>> columns(String machine, RequestLog log) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> machine),
                new Column<>("workload", _ -> log.name()),
                new Column<>("workload_sha256", _ -> log.sha256()),
                new Column<>("connections", Row::connections),
                new Column<>("server", row -> row.subject.server()),
                new Column<>("options", row -> row.subject.options()),
                new Column<>("instance", row -> row.subject.instance()),
                new Column<>("replies", Row::replies),
                new Column<>("processes", row -> row.use == null ? null : row.use.processes()),
                new Column<>("rss_mb", Row::residentMega),
                new Column<>("pss_mb", Row::proportionalMega),
                new Column<>("heap_used_mb", Row::heapMega),
                new Column<>("heap_live_mb", Row::liveMega),
                new Column<>("page_cache_mb", Row::cachedMega),
                new Column<>("bytes_per_connection", Row::bytesPerConnection));
    }
}
