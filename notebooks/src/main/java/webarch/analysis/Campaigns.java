package webarch.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The campaigns of a checkout.
 *
 * <pre>
 *   data/campaigns/&lt;UTC&gt;-&lt;plan&gt;-&lt;scale&gt;/   what this machine measured, newest last by name
 *   data/reference/&lt;UTC&gt;-&lt;plan&gt;-&lt;scale&gt;/   what came with the checkout
 * </pre>
 *
 * @param home the checkout
 */
public record Campaigns(Path home) {

    /** The campaigns of the checkout that {@code WEBARCH_HOME} names or the caller stands in. */
    public static Campaigns here() {
        return of(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** {@link #here()}, then {@link #find(String)}: the one line a notebook begins with. */
    public static Campaign open(String data) {
        return here().find(data);
    }

    static Campaigns of(Map<String, String> environment, Path directory) {
        String home = environment.getOrDefault("WEBARCH_HOME", "");
        if (!home.isEmpty()) {
            return new Campaigns(Path.of(home));
        }
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("data/SCHEMA.md"))) {
                return new Campaigns(at);
            }
        }
        throw new UsageException(
                "no webarch checkout around "
                        + directory
                        + "; start from inside it, or set WEBARCH_HOME to it");
    }

    /**
     * A campaign by its folder; for an empty name the newest complete campaign, or, where there is
     * none, the reference.
     *
     * @param data a folder, relative to the working directory or to the checkout, or empty
     * @throws UsageException if there is none or it cannot be read
     */
    public Campaign find(String data) {
        if (!data.isBlank()) {
            Campaign campaign = Campaign.read(folder(data));
            if (campaign.runs().isEmpty()) {
                throw new UsageException(
                        campaign.folder().resolve("runs.csv") + ": holds no runs yet");
            }
            return campaign;
        }
        return newestComplete(home.resolve("data/campaigns"))
                .or(() -> newestComplete(home.resolve("data/reference")))
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "no complete campaign in "
                                                + home.resolve("data/campaigns")
                                                + " and none in data/reference; run one, or name a"
                                                + " folder as DATA"));
    }

    /** Whether the campaign came with the checkout, so that nothing is to be written beside it. */
    public boolean isReference(Campaign campaign) {
        return campaign.folder()
                .toAbsolutePath()
                .normalize()
                .startsWith(home.resolve("data/reference").toAbsolutePath().normalize());
    }

    private Path folder(String data) {
        Path given = Path.of(data);
        Path inside = home.resolve(data);
        if (Files.isDirectory(given)) {
            return given;
        }
        if (Files.isDirectory(inside)) {
            return inside;
        }
        throw new UsageException("DATA=" + data + ": no such folder; name one that holds runs.csv");
    }

    private static Optional<Campaign> newestComplete(Path folder) {
        return campaigns(folder).stream()
                .map(Campaign::read)
                .filter(campaign -> campaign.missing().isEmpty())
                .findFirst();
    }

    private static List<Path> campaigns(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve("runs.csv")))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
