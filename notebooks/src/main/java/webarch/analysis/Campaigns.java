package webarch.analysis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    public static CampaignCollection open(String data) {
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
     * A campaign by its folder, or the campaigns in a folder of them; for an empty name those in
     * {@code data/campaigns}, or, where none is complete, the reference.
     *
     * @param data a folder, relative to the working directory or to the checkout, or empty
     * @throws UsageException if there is none or it cannot be read
     */
    public CampaignCollection find(String data) {
        if (!data.isBlank()) {
            return named(data);
        }
        return Stream.of("data/campaigns", "data/reference")
                .map(folder -> CampaignCollection.read(home.resolve(folder)))
                .filter(collection -> !collection.campaigns().isEmpty())
                .findFirst()
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "no complete campaign in "
                                                + home.resolve("data/campaigns")
                                                + " and none in data/reference; run one, or name a"
                                                + " folder as DATA"));
    }

    private CampaignCollection named(String data) {
        CampaignCollection collection = CampaignCollection.read(folder(data));
        if (collection.campaigns().isEmpty()) {
            throw new UsageException(
                    "DATA="
                            + data
                            + ": holds neither runs.csv nor a complete campaign; name a campaign's"
                            + " folder or one of campaigns");
        }
        for (Campaign campaign : collection.runs()) {
            if (campaign.runs().isEmpty()) {
                throw new UsageException(
                        campaign.folder().resolve(Campaign.FILE) + ": holds no runs yet");
            }
        }
        return collection;
    }

    /**
     * The shipped campaigns that stand beside these, at most one a plan; none where these are
     * shipped themselves.
     */
    public CampaignCollection besides(CampaignCollection own) {
        Path reference = home.resolve("data/reference");
        return isReference(own.folder())
                ? new CampaignCollection(reference, List.of())
                : Counterparts.of(own, reference);
    }

    /** Whether the folder came with the checkout, so that nothing is to be written into it. */
    public boolean isReference(Path folder) {
        return folder.toAbsolutePath()
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
        throw new UsageException(
                "DATA=" + data + ": no such folder; name a campaign's, or one of campaigns");
    }
}
