package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import webarch.harness.UsageException;

/** The profiles of a campaign for people. */
public final class ProfileReport {
    private static final int MOST_LINES = 60;

    private final Path folder;
    private final CategoryTable table;
    private final List<Profile> profiles;

    private ProfileReport(Path folder, CategoryTable table, List<Profile> profiles) {
        this.folder = folder;
        this.table = table;
        this.profiles = profiles;
    }

    /** Of the campaign in {@code folder}. */
    public static ProfileReport of(Path folder, Path tableFile) throws IOException {
        CategoryTable table = CategoryTable.read(tableFile);
        List<Profile> profiles = ProfileCsv.profiles(folder, table);
        if (profiles.isEmpty()) {
            throw new UsageException(folder + ": has no profiled run");
        }
        return new ProfileReport(folder, table, profiles);
    }

    /** Each profile with its categories and checks. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Profile profile : profiles) {
            Closure closure = profile.closure();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s, %s: %.2f us of CPU a request; samples are %s of what was billed, of the"
                                    + " time on a CPU %s; kernel %s (billed %s); compiler %s;"
                                    + " unclassified %s; unclear %s; %s%n",
                            profile.run().text("run_id"),
                            profile.facts().sampler(),
                            profile.microsPerRequest(Math.round(closure.sampledSeconds() * 1e9)),
                            percent(closure.coverage()),
                            percent(closure.coverageOnCpu()),
                            percent(closure.kernelSampled()),
                            percent(closure.kernelBilled()),
                            percent(closure.compiler()),
                            percent(closure.unclassified()),
                            percent(closure.unclear()),
                            profile.failures().isEmpty()
                                    ? "sound"
                                    : "NOT SOUND: " + String.join("; ", profile.failures())));
            profile.partsOfTheBill().stream()
                    .filter(part -> part.nanos() != 0)
                    .forEach(part -> text.append(line(profile, part)));
        }
        return text.toString();
    }

    private static String line(Profile profile, Profile.Part part) {
        double micros = profile.microsPerRequest(part.nanos());
        return part.isSampled()
                ? String.format(
                        Locale.ROOT,
                        "  %-18s %7.2f us %6.2f %%  for the peer %6.2f us%n",
                        part.category().name(),
                        micros,
                        100 * profile.share(part),
                        profile.microsPerRequest(part.receiverNanos()))
                : String.format(Locale.ROOT, "  %-18s %7.2f us%n", part.category().name(), micros);
    }

    /** A dash where it is not known. */
    private static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private record Place(String leaf, String decided) {}

    /** What is in a category, or unclassified, over all profiles; the largest first. */
    public String contents(Optional<String> name) throws IOException {
        String wanted = name.orElse(CategoryTable.UNCLASSIFIED.name());
        if (table.categories().stream().noneMatch(known -> known.name().equals(wanted))) {
            throw new UsageException("--category: there is no `" + wanted + "` in the table");
        }
        Map<Place, Long> places =
                new TreeMap<>(Comparator.comparing(Place::leaf).thenComparing(Place::decided));
        long total = 0;
        for (Profile profile : profiles) {
            Samples samples = Profile.samples(profile.run().folder(folder), table);
            total += samples.total();
            for (Map.Entry<Stack, Long> entry : samples.nanos().entrySet()) {
                Stack stack = entry.getKey();
                if (table.of(stack).name().equals(wanted)) {
                    Frame decided = table.deciding(stack).orElse(stack.frames().getFirst());
                    places.merge(
                            new Place(stack.leaf().text(), decided.text()),
                            entry.getValue(),
                            Long::sum);
                }
            }
        }
        return list(places, total);
    }

    private static String list(Map<Place, Long> places, long total) {
        StringBuilder text = new StringBuilder();
        long all = places.values().stream().mapToLong(Long::longValue).sum();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%.3f %% of all CPU time; leaf frame, the frame that decided%n",
                        100.0 * all / total));
        places.entrySet().stream()
                .sorted(Map.Entry.<Place, Long>comparingByValue().reversed())
                .limit(MOST_LINES)
                .forEach(
                        entry ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "%7.3f %%  %s  %s%n",
                                                100.0 * entry.getValue() / total,
                                                entry.getKey().leaf,
                                                entry.getKey().decided)));
        return text.toString();
    }
}
