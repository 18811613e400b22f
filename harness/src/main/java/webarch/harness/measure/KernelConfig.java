package webarch.harness.measure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The options the running kernel was built with; empty where it does not tell. */
record KernelConfig(Map<String, String> options) {
    private static final Path COMPILED_IN = Path.of("/proc/config.gz");
    private static final Pattern CHOSEN = Pattern.compile("\\((\\w+)\\)");

    static KernelConfig read() {
        Path beside = Path.of("/boot/config-" + KernelFile.line("/proc/sys/kernel/osrelease"));
        try (InputStream file =
                Files.isReadable(COMPILED_IN)
                        ? new GZIPInputStream(Files.newInputStream(COMPILED_IN))
                        : Files.newInputStream(beside)) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException _) {
            return new KernelConfig(Map.of());
        }
    }

    static KernelConfig parse(String text) {
        Map<String, String> options = new HashMap<>();
        text.lines()
                .filter(line -> line.startsWith("CONFIG_"))
                .forEach(
                        line -> {
                            int equals = line.indexOf('=');
                            options.put(
                                    line.substring("CONFIG_".length(), equals),
                                    line.substring(equals + 1));
                        });
        return new KernelConfig(options);
    }

    /** The value, or null. */
    String value(String option) {
        return options.get(option);
    }

    /** Whether the option is built in; null where the configuration is unknown. */
    Boolean isSet(String option) {
        return options.isEmpty() ? null : "y".equals(value(option));
    }

    /**
     * The preemption model: what debugfs says is in force, else what was built in. With {@code
     * dynamic} the boot line may have changed the latter.
     */
    String preemption() {
        String inForce = KernelFile.line("/sys/kernel/debug/sched/preempt");
        Matcher chosen = CHOSEN.matcher(inForce == null ? "" : inForce);
        if (chosen.find()) {
            return chosen.group(1);
        }
        String suffix = "y".equals(value("PREEMPT_DYNAMIC")) ? " (dynamic)" : "";
        return List.of("RT", "LAZY", "VOLUNTARY", "NONE").stream()
                .filter(model -> "y".equals(value("PREEMPT_" + model)))
                .findFirst()
                .or(() -> "y".equals(value("PREEMPT")) ? Optional.of("FULL") : Optional.empty())
                .map(model -> model.toLowerCase(Locale.ROOT) + suffix)
                .orElse(null);
    }
}
