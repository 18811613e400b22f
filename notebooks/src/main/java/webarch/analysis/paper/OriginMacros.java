package webarch.analysis.paper;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import webarch.analysis.Campaign;
import webarch.analysis.CampaignCollection;
import webarch.analysis.InvalidRuns;
import webarch.analysis.InvalidSlices;
import webarch.analysis.Origin;
import webarch.analysis.Provenance;

/** Where the numbers come from: for the title page, and for the section on method. */
final class OriginMacros {
    private static final double GIGABYTE = 1e9;
    private static final double HOUR = 3600;

    private OriginMacros() {}

    static void put(CampaignCollection campaigns, Macros macros) {
        macros.text("origin/campaigns/names", all(campaigns, Origin::name));
        macros.count("origin/campaigns/count", campaigns.campaigns().size());
        macros.text("origin/machine", all(campaigns, Origin::machine));
        macros.text("origin/topology", all(campaigns, Origin::topology));
        macros.text("origin/scale", all(campaigns, Origin::scale));
        if (campaigns.preliminary()) {
            macros.text("origin/preliminary", "PRELIMINARY");
        }
        fact(campaigns, macros, "origin/commit", of -> of.commit().map(OriginMacros::shortened));
        fact(campaigns, macros, "origin/cpu", of -> of.fact("machine/cpu_model"));
        fact(campaigns, macros, "origin/cpus", of -> of.fact("machine/cpus"));
        fact(campaigns, macros, "origin/kernel", of -> of.fact("machine/kernel"));
        fact(campaigns, macros, "origin/system", of -> of.fact("machine/operating_system"));
        fact(campaigns, macros, "origin/java", of -> of.fact("versions/java"));
        fact(
                campaigns,
                macros,
                "origin/memory",
                of -> of.fact("machine/memory_bytes").map(OriginMacros::gigabytes));
        runs(campaigns, macros);
        double hours =
                campaigns.campaigns().stream()
                                .mapToDouble(campaign -> Provenance.of(campaign).elapsedSeconds())
                                .sum()
                        / HOUR;
        macros.number("origin/hours", hours);
    }

    private static void runs(CampaignCollection campaigns, Macros macros) {
        long all = 0;
        long invalid = 0;
        for (Campaign campaign : campaigns.runs()) {
            all += campaign.runs().rowCount();
            invalid += InvalidRuns.count(campaign);
        }
        macros.count("origin/runs", all);
        macros.count("origin/runs/invalid", invalid);
        if (all > 0) {
            macros.percent("origin/runs/invalid/percent", (double) invalid / all);
        }
        macros.count(
                "origin/slices",
                campaigns.paired().stream().mapToLong(paired -> paired.slices().rowCount()).sum());
        macros.count(
                "origin/slices/invalid",
                campaigns.paired().stream().mapToLong(InvalidSlices::count).sum());
    }

    private static void fact(
            CampaignCollection campaigns,
            Macros macros,
            String name,
            Function<Provenance, Optional<String>> fact) {
        macros.text(
                name,
                all(campaigns, campaign -> fact.apply(Provenance.of(campaign)).orElse("unknown")));
    }

    /** As many digits of a commit as tell it from all others, and whether it was changed. */
    private static String shortened(String commit) {
        return commit.replaceFirst("^([0-9a-f]{12})[0-9a-f]+", "$1");
    }

    private static String gigabytes(String bytes) {
        return String.format(Locale.ROOT, "%.0f", Double.parseDouble(bytes) / GIGABYTE);
    }

    private static String all(CampaignCollection campaigns, Function<Origin, String> fact) {
        return campaigns.campaigns().stream()
                .map(fact)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
