package webarch.analysis;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The shipped campaigns that stand beside others: of each plan the one that is most like theirs.
 *
 * <pre>
 *   data/reference/&lt;UTC&gt;-&lt;plan&gt;-&lt;scale&gt;/         campaigns, and
 *   data/reference/&lt;name&gt;/&lt;UTC&gt;-&lt;plan&gt;-&lt;scale&gt;/  groups of them: another scale, another topology
 * </pre>
 *
 * <p>The same topology counts most, then the same scale, then a larger scale, then a later time.
 */
final class Counterparts {
    private static final List<String> SCALES = List.of("smoke", "quick", "full");

    private Counterparts() {}

    /** Those to {@code own} in the folder; none where they are themselves in it. */
    static CampaignCollection of(CampaignCollection own, Path reference) {
        Map<String, Origin> best = new TreeMap<>();
        for (Origin candidate : complete(reference).toList()) {
            best.merge(
                    candidate.plan(),
                    candidate,
                    (a, b) -> likeness(own, b).compare(a, b) >= 0 ? a : b);
        }
        return new CampaignCollection(reference, List.copyOf(best.values()));
    }

    private static Stream<Origin> complete(Path reference) {
        return Stream.concat(Stream.of(reference), CampaignCollection.children(reference).stream())
                .flatMap(group -> CampaignCollection.complete(group).stream());
    }

    private static Comparator<Origin> likeness(CampaignCollection own, Origin of) {
        Origin mine =
                own.campaigns().stream()
                        .filter(campaign -> campaign.plan().equals(of.plan()))
                        .findFirst()
                        .orElse(own.campaigns().getFirst());
        return Comparator.<Origin>comparingInt(it -> it.topology().equals(mine.topology()) ? 1 : 0)
                .thenComparingInt(it -> it.scale().equals(mine.scale()) ? 1 : 0)
                .thenComparingInt(it -> SCALES.indexOf(it.scale()))
                .thenComparing(Origin::name);
    }
}
