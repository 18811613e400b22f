package webarch.harness.disk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.YamlNode;

/**
 * Reads the storages of a plan.
 *
 * <pre>{@code
 * storage:
 *   - name: heavy
 *     memory: {page_cache: 64m}      # or {total: 512m}; optional, else all there is
 *     device: {delay: 5ms, parallel: 16}                # optional, else the disk as it is
 *     band: {reads_per_request: [0.05, 2], latency: [5ms, 8ms]}
 * }</pre>
 */
public final class StorageYaml {
    private static final Set<String> KEYS = Set.of("name", "memory", "device", "band");
    private static final Set<String> MEMORY_KEYS = Set.of("total", "page_cache");
    private static final Set<String> DEVICE_KEYS = Set.of("delay", "parallel");
    private static final Set<String> BAND_KEYS = Set.of("reads_per_request", "latency");
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([kmg])");
    private static final int MOST_PARALLEL = 256;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private StorageYaml() {}

    /** Storages by name, in the order of the plan. */
    public static Map<String, Storage> read(YamlNode node) {
        Map<String, Storage> storages = new LinkedHashMap<>();
        for (YamlNode entry : node.list()) {
            Storage storage = storage(entry.allow(KEYS));
            if (storages.put(storage.name(), storage) != null) {
                throw entry.refuse("has two entries called `" + storage.name() + "`");
            }
        }
        return storages;
    }

    /** Those of {@code all} that a list names. */
    public static List<Storage> choose(YamlNode names, Map<String, Storage> all) {
        return names.list().stream()
                .map(
                        name -> {
                            if (!all.containsKey(name.text())) {
                                throw name.refuse(
                                        "is not a storage of the plan: `"
                                                + name.text()
                                                + "`"
                                                + Nearest.hint(name.text(), all.keySet()));
                            }
                            return all.get(name.text());
                        })
                .distinct()
                .toList();
    }

    private static Storage storage(YamlNode node) {
        return new Storage(
                node.get("name").identifier(),
                node.find("memory").map(memory -> memory(memory.allow(MEMORY_KEYS))),
                node.find("device")
                        .map(device -> device(device.allow(DEVICE_KEYS)))
                        .orElse(Device.NATIVE),
                band(node.get("band").allow(BAND_KEYS)));
    }

    private static Memory memory(YamlNode node) {
        Optional<YamlNode> total = node.find("total");
        Optional<YamlNode> pageCache = node.find("page_cache");
        if (total.isPresent() == pageCache.isPresent()) {
            throw node.refuse("must be either `total` or `page_cache`");
        }
        return total.map(size -> new Memory(Memory.Share.TOTAL, bytes(size)))
                .orElseGet(() -> new Memory(Memory.Share.PAGE_CACHE, bytes(pageCache.get())));
    }

    private static Device device(YamlNode node) {
        YamlNode delay = node.get("delay");
        Duration span = delay.duration();
        if (span.toMillis() < 1 || span.compareTo(LONGEST_DELAY) > 0) {
            throw delay.refuse("must be from 1ms to 1s, not `" + delay.text() + "`");
        }
        return new Device(span, (int) node.get("parallel").integer(1, MOST_PARALLEL));
    }

    private static Band band(YamlNode node) {
        List<YamlNode> reads = pair(node.get("reads_per_request"));
        List<YamlNode> latency = pair(node.get("latency"));
        double fewest = reads.get(0).number();
        double most = reads.get(1).number();
        Duration fastest = latency.get(0).duration();
        Duration slowest = latency.get(1).duration();
        if (fewest < 0 || fewest > most || fastest.compareTo(slowest) > 0) {
            throw node.refuse("must give each range as [least, most]");
        }
        return new Band(fewest, most, fastest, slowest);
    }

    private static List<YamlNode> pair(YamlNode node) {
        if (node.list().size() != 2) {
            throw node.refuse("must be a range [least, most]");
        }
        return node.list();
    }

    /** Bytes, in powers of 1024, as cgroups count. */
    private static long bytes(YamlNode node) {
        Matcher size = SIZE.matcher(node.text());
        if (!size.matches()) {
            throw node.refuse("must be a size such as 64m or 1g, not `" + node.text() + "`");
        }
        int power =
                switch (size.group(2)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    default -> 30;
                };
        return Long.parseLong(size.group(1)) << power;
    }
}
