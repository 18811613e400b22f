package webarch.analysis.claims;

import java.util.List;
import java.util.Map;
import webarch.analysis.CampaignCollection;
import webarch.analysis.Campaigns;

/**
 * Whether a verdict depends on how it was measured: the claims on the best configurations, decided
 * again by other campaigns, in which client, saturation or heap was another.
 *
 * @param settings what was changed, column by column
 * @param rows one for each claim
 */
public record Sensitivity(List<Setting> settings, List<Row> rows) {
    private static final String BEST = "best";

    /**
     * One way to measure.
     *
     * @param name for a reader
     * @param plan whose campaign decides
     * @param at which load, as in a claim's side
     * @param where further columns of {@code runs.csv}
     */
    public record Setting(String name, String plan, String at, Map<String, String> where) {}

    /**
     * A claim.
     *
     * @param statement of it
     * @param findings one for each setting
     */
    public record Row(String statement, List<Finding> findings) {}

    /** Client and heap have plans of their own; the rest is in campaigns that serve other ends. */
    private static final List<Setting> SETTINGS =
            List.of(
                    new Setting("as decided", BEST, "peak", Map.of()),
                    new Setting("own process each", "throughput", "peak", Map.of()),
                    new Setting("Netty client", "client", "peak", Map.of()),
                    new Setting("one client", "throughput", "fewest", Map.of()),
                    new Setting("most clients", "throughput", "most", Map.of()),
                    // The one load that is this share of a server's peak, and off it on purpose.
                    new Setting(
                            "three quarters of the peak",
                            "offered-load",
                            "most",
                            Map.of("offered_share", "0.75")),
                    new Setting("larger heap", "heap", "peak", Map.of()));

    /** Of the claims of a checkout that the plan of the best configurations decides. */
    public static Sensitivity of(Campaigns checkout, CampaignCollection campaigns) {
        return of(Claims.read(checkout.home().resolve(Claims.FILE)), campaigns);
    }

    static Sensitivity of(Claims claims, CampaignCollection campaigns) {
        return new Sensitivity(
                SETTINGS,
                claims.paper().stream()
                        .filter(claim -> claim.ratio() != null && claim.plan().equals(BEST))
                        .map(claim -> row(claim, campaigns))
                        .toList());
    }

    private static Row row(Claim claim, CampaignCollection campaigns) {
        return new Row(
                claim.statement(),
                SETTINGS.stream().map(setting -> claim.under(setting).examine(campaigns)).toList());
    }
}
