package webarch.analysis;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A colour for each category of CPU time. The group is told by the hue, the category within it by
 * lightness, neighbours in the table being far apart; in grey the white lines between segments and
 * the order of the legend still tell them.
 */
final class CategoryColours {
    /** Hues from Okabe and Ito's palette for colour-blind readers. */
    private static final Map<String, Color> HUES =
            Map.of(
                    "kernel", new Color(0xD55E00),
                    "server", new Color(0x0072B2),
                    "jvm", new Color(0xA05195),
                    "unclear", new Color(0x666666));

    private static final List<String> ORDER = List.of("kernel", "server", "jvm");

    /** What is unclear comes last. */
    private static final Comparator<String> BY_GROUP =
            Comparator.comparing((String group) -> group.equals("unclear"))
                    .thenComparing(group -> !ORDER.contains(group))
                    .thenComparingInt(ORDER::indexOf)
                    .thenComparing(Comparator.naturalOrder());

    private static final Color OTHER = new Color(0x009E73);

    /** Of what was billed and not sampled, which belongs to no group. */
    private static final Color NEUTRAL = new Color(0xD9CFBF);

    private static final double LIGHTEST = 0.78;

    private CategoryColours() {}

    /**
     * The colours, group by group.
     *
     * @param groups the group of each category
     */
    static Map<String, Color> of(Map<String, String> groups) {
        Map<String, List<String>> members = new TreeMap<>(BY_GROUP);
        groups.forEach(
                (category, group) -> {
                    if (!category.equals(Profiles.NOT_SAMPLED)) {
                        members.computeIfAbsent(group, _ -> new ArrayList<>()).add(category);
                    }
                });
        Map<String, Color> colours = new LinkedHashMap<>();
        members.forEach(
                (group, categories) -> {
                    int half = (categories.size() + 1) / 2;
                    for (int i = 0; i < categories.size(); i++) {
                        // 0, half, 1, half + 1, …: neighbours differ by half of the range.
                        int step = i % 2 == 0 ? i / 2 : half + i / 2;
                        double light = LIGHTEST * step / Math.max(1, categories.size() - 1);
                        colours.put(
                                categories.get(i), lighter(HUES.getOrDefault(group, OTHER), light));
                    }
                });
        if (groups.containsKey(Profiles.NOT_SAMPLED)) {
            colours.put(Profiles.NOT_SAMPLED, NEUTRAL);
        }
        return colours;
    }

    private static Color lighter(Color colour, double by) {
        return new Color(
                (int) Math.round(colour.getRed() + by * (255 - colour.getRed())),
                (int) Math.round(colour.getGreen() + by * (255 - colour.getGreen())),
                (int) Math.round(colour.getBlue() + by * (255 - colour.getBlue())));
    }
}
