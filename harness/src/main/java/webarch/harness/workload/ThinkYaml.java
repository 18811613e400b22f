package webarch.harness.workload;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import webarch.harness.yaml.Nearest;
import webarch.harness.yaml.YamlNode;

/**
 * Reads think times.
 *
 * <pre>{@code
 * think:
 *   active: 0.343s                 # mean within a page
 *   inactive: 3s                   # mean between pages
 *   requests_per_page: 2.4         # mean
 *   distribution: exponential      # optional; or: fixed
 * }</pre>
 */
public final class ThinkYaml {
    private static final Set<String> KEYS =
            Set.of("active", "inactive", "requests_per_page", "distribution");
    private static final List<String> DISTRIBUTIONS = List.of("exponential", "fixed");
    private static final Duration LONGEST_MEAN = Duration.ofMinutes(1);
    private static final double MOST_PER_PAGE = 1e6;

    private ThinkYaml() {}

    /** The think times that {@code node} describes. */
    public static Think read(YamlNode node) {
        node.allow(KEYS);
        return new Think(
                mean(node.get("active")),
                mean(node.get("inactive")),
                requestsPerPage(node.get("requests_per_page")),
                node.find("distribution").map(ThinkYaml::fixed).orElse(false));
    }

    private static Duration mean(YamlNode node) {
        Duration mean = node.duration();
        if (mean.compareTo(LONGEST_MEAN) > 0) {
            throw node.refuse("must be at most 1m, not `" + node.text() + "`");
        }
        return mean;
    }

    private static double requestsPerPage(YamlNode node) {
        double mean = node.number();
        if (mean < 1 || mean > MOST_PER_PAGE) {
            throw node.refuse("must be a mean of at least 1, not `" + node.text() + "`");
        }
        return mean;
    }

    private static boolean fixed(YamlNode node) {
        if (!DISTRIBUTIONS.contains(node.text())) {
            throw node.refuse(
                    "cannot be `" + node.text() + "`" + Nearest.hint(node.text(), DISTRIBUTIONS));
        }
        return node.text().equals("fixed");
    }
}
