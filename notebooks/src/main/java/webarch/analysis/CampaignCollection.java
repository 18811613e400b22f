package webarch.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Campaigns that are looked at together, at most one a plan.
 *
 * <pre>
 *   folder/                                 or     folder/
 *     &lt;UTC&gt;-throughput-full/runs.csv                 runs.csv
 *     &lt;UTC&gt;-best-full/slices.csv
 *     …  per plan the newest complete one            the one campaign, complete or not
 * </pre>
 *
 * @param folder a campaign's, or one of campaigns
 * @param campaigns by plan
 */
public record CampaignCollection(Path folder, List<Origin> campaigns) {

    /**
     * Reads a campaign's folder, or the newest complete campaign of each plan in a folder of them.
     */
    static CampaignCollection read(Path folder) {
        if (isCampaign(folder)) {
            return new CampaignCollection(folder, List.of(campaign(folder)));
        }
        Map<String, Origin> newest = new TreeMap<>();
        for (Path child : children(folder)) {
            if (isCampaign(child) && !newest.containsKey(CampaignName.of(child).plan())) {
                Origin campaign = campaign(child);
                if (campaign.missing().isEmpty()) {
                    newest.putIfAbsent(campaign.plan(), campaign);
                }
            }
        }
        return new CampaignCollection(folder, List.copyOf(newest.values()));
    }

    /** All complete campaigns in a folder of them, newest first. */
    static List<Origin> complete(Path folder) {
        return inside(folder).filter(campaign -> campaign.missing().isEmpty()).toList();
    }

    /**
     * The newest campaign of each plan of which none is complete: they are in the folder and not in
     * the collection.
     */
    public List<Origin> unfinished() {
        Map<String, Origin> unfinished = new TreeMap<>();
        inside(folder)
                .filter(campaign -> campaign.missing().isPresent())
                .filter(campaign -> either(CampaignName.of(campaign.folder()).plan()).isEmpty())
                .forEach(
                        campaign ->
                                unfinished.putIfAbsent(
                                        CampaignName.of(campaign.folder()).plan(), campaign));
        return List.copyOf(unfinished.values());
    }

    private static Stream<Origin> inside(Path folder) {
        return children(folder).stream()
                .filter(CampaignCollection::isCampaign)
                .map(CampaignCollection::campaign);
    }

    /** Only the campaigns of which something can be shown: that have a valid run, or a ratio. */
    public CampaignCollection withValidRuns() {
        return new CampaignCollection(
                folder, campaigns.stream().filter(CampaignCollection::isUsable).toList());
    }

    private static boolean isUsable(Origin campaign) {
        return campaign instanceof Campaign runs
                ? !runs.validRuns().isEmpty()
                : PairedRatios.of((PairedCampaign) campaign).stream()
                        .anyMatch(level -> !level.ratios().isEmpty());
    }

    /** Campaigns whose rows are runs. */
    public List<Campaign> runs() {
        return ofKind(Campaign.class);
    }

    /** Campaigns whose rows are slices of warm servers. */
    public List<PairedCampaign> paired() {
        return ofKind(PairedCampaign.class);
    }

    /** The runs of the first of these plans that has a campaign. */
    public PlanData<Campaign> plan(String... plans) {
        return PlanData.of(runs(), List.of(plans));
    }

    /** The slices of the first of these plans that has a campaign. */
    public PlanData<PairedCampaign> pairedPlan(String... plans) {
        return PlanData.of(paired(), List.of(plans));
    }

    /** The runs or the slices of the first of these plans that has a campaign. */
    public PlanData<Origin> either(String... plans) {
        return PlanData.of(campaigns, List.of(plans));
    }

    /** One row a campaign: what there is to look at. */
    public Table table() {
        Table table =
                Table.create(
                        "campaigns",
                        StringColumn.create("plan", all(Origin::plan)),
                        StringColumn.create("campaign", all(Origin::name)),
                        StringColumn.create("SCALE", all(Origin::scale)),
                        StringColumn.create("topology", all(Origin::topology)));
        return table.addColumns(
                StringColumn.create("rows", all(CampaignCollection::rows)),
                StringColumn.create("invalid", all(CampaignCollection::invalid)));
    }

    private static String rows(Origin campaign) {
        return String.valueOf(
                campaign instanceof Campaign runs
                        ? runs.runs().rowCount()
                        : ((PairedCampaign) campaign).slices().rowCount());
    }

    private static String invalid(Origin campaign) {
        return String.valueOf(
                campaign instanceof Campaign runs
                        ? InvalidRuns.count(runs)
                        : InvalidSlices.count((PairedCampaign) campaign));
    }

    private List<String> all(Function<Origin, String> fact) {
        return campaigns.stream().map(fact).toList();
    }

    /** What {@code view} makes of all of them; else why there is nothing to show. */
    public Object show(Function<? super CampaignCollection, ?> view) {
        try {
            return view.apply(this);
        } catch (UsageException e) {
            return "not shown: " + e.within(folder);
        }
    }

    /** The folder that holds a file of this name: this one, else the newest in it. */
    public Optional<Path> newestWith(String file) {
        return Stream.concat(Stream.of(folder), children(folder).stream())
                .filter(place -> Files.isRegularFile(place.resolve(file)))
                .findFirst();
    }

    /**
     * Refuses campaigns that may not be judged together.
     *
     * @throws UsageException if they are of unlike topologies
     */
    public void requireOneTopology() {
        List<String> topologies = all(Origin::topology).stream().distinct().sorted().toList();
        if (topologies.size() > 1) {
            throw new UsageException(
                    ("campaigns of unlike topologies (%s) are not judged together; name one as DATA,"
                                    + " or say --any-topology")
                            .formatted(String.join(", ", topologies)));
        }
    }

    /** Whether one of them is too small to conclude from. */
    public boolean preliminary() {
        return campaigns.stream().anyMatch(Origin::preliminary);
    }

    /** One line: the campaigns, and machine, topology and SCALE, of one or of all that differ. */
    public String line() {
        if (campaigns.size() == 1) {
            return campaigns.getFirst().line();
        }
        return "%d campaigns: %s; %s".formatted(campaigns.size(), names(), setting());
    }

    /** The names of the campaigns. */
    public String names() {
        return all(Origin::name, ", ");
    }

    /** Machine, topology and SCALE, of one or of all that differ. */
    public String setting() {
        return "machine %s; topology %s; SCALE %s%s"
                .formatted(
                        all(Origin::machine, " and "),
                        all(Origin::topology, " and "),
                        all(Origin::scale, " and "),
                        preliminary() ? " (PRELIMINARY)" : "");
    }

    private String all(Function<Origin, String> fact, String separator) {
        return campaigns.stream()
                .map(fact)
                .distinct()
                .sorted()
                .collect(Collectors.joining(separator));
    }

    private <T extends Origin> List<T> ofKind(Class<T> kind) {
        return campaigns.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Origin campaign(Path folder) {
        return Files.isRegularFile(folder.resolve(Campaign.FILE))
                ? Campaign.read(folder)
                : PairedCampaign.read(folder);
    }

    private static boolean isCampaign(Path folder) {
        return Files.isRegularFile(folder.resolve(Campaign.FILE))
                || Files.isRegularFile(folder.resolve(PairedCampaign.FILE));
    }

    /** Those whose names are those of campaigns begin with a time, so newest first. */
    static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
