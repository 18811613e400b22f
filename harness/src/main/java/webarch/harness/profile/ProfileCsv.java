package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;

/**
 * {@code profile.csv}: a row for each category of each profiled run of a campaign, and one for what
 * was billed and not sampled.
 */
public final class ProfileCsv {
    public static final String FILE = "profile.csv";

    record Row(Profile profile, Profile.Part part) {}

    static final List<Column<Row>> COLUMNS =
            Stream.of(RunRow.<Row>identity(row -> row.profile.run()), category(), closure())
                    .flatMap(List::stream)
                    .toList();

    private ProfileCsv() {}

    /**
     * The table of the campaign in {@code folder}, made from its stored stacks.
     *
     * @param table the categories
     */
    public static String text(Path folder, Path table) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Profile profile : profiles(folder, CategoryTable.read(table))) {
            profile.partsOfTheBill().forEach(part -> rows.add(new Row(profile, part)));
        }
        return Csv.text(COLUMNS, rows);
    }

    /** The profiles of the campaign in {@code folder}, in the order of execution. */
    static List<Profile> profiles(Path folder, CategoryTable table) throws IOException {
        List<RunRow> runs = RunRow.of(folder);
        List<Profile> profiles = new ArrayList<>();
        for (RunRow run : runs) {
            if (Files.exists(run.folder(folder).resolve(Profiling.STACKS))) {
                profiles.add(Profile.read(folder, run, runs, table));
            }
        }
        return profiles;
    }

    private static List<Column<Row>> category() {
        return List.of(
                part("category", (_, part) -> part.category().name()),
                part("category_group", (_, part) -> part.category().group()),
                part("samples", Profile::samples),
                part("cpu_us_per_request", (p, part) -> p.microsPerRequest(part.nanos())),
                part("share", Profile::share),
                part(
                        "receiver_us_per_request",
                        (p, part) -> p.microsPerRequest(part.receiverNanos())),
                part("skid_us_per_request", (p, part) -> p.microsPerRequest(part.skidNanos())));
    }

    private static List<Column<Row>> closure() {
        return List.of(
                of("sampler", p -> p.facts().sampler()),
                of("interval_us", p -> p.facts().intervalNs() / 1e3),
                of("sampler_start_s", p -> p.facts().startS()),
                of("sampler_stop_s", p -> p.facts().stopS()),
                of("requests", p -> p.facts().requests()),
                of("sampled_cpu_s", p -> p.closure().sampledSeconds()),
                of("billed_cpu_s", p -> p.closure().billedSeconds()),
                of("on_cpu_s", p -> p.closure().onCpuSeconds()),
                of("coverage", p -> p.closure().coverage()),
                of("coverage_on_cpu", p -> p.closure().coverageOnCpu()),
                of("categories_share", p -> p.closure().categoriesShare()),
                of("kernel_share_sampled", p -> p.closure().kernelSampled()),
                of("kernel_share_billed", p -> p.closure().kernelBilled()),
                of("kernel_share_tolerance", p -> p.closure().kernelTolerance()),
                of("compiler_share", p -> p.closure().compiler()),
                of("compiler_share_limit", _ -> Closure.MOST_COMPILER),
                of("unclassified_share", p -> p.closure().unclassified()),
                of("unclear_share", p -> p.closure().unclear()),
                of("kernel_stacks", p -> p.closure().kernelStacks()),
                of("unprofiled_requests", p -> p.facts().unprofiledRequests()),
                of("unprofiled_us_per_request", Profile::unprofiledMicros),
                of("slowdown_in_process", p -> p.billedMicros() / p.unprofiledMicros()),
                detail("detail_sampler", ProfileFacts.Detail::sampler),
                detail("detail_interval_us", detail -> detail.intervalNs() / 1e3),
                detail("detail_us_per_request", ProfileFacts.Detail::billedMicros),
                of("slowdown_cpu", p -> ratio(p, "cpu_us_per_request")),
                of("slowdown_replies", p -> ratio(p, "replies_per_s")),
                of("sound", p -> p.failures().isEmpty()),
                of("unsound_reason", p -> String.join("; ", p.failures())));
    }

    /** What the run shows over what the same run shows without a profiler; NaN without one. */
    private static double ratio(Profile profile, String column) {
        return profile.unobserved() == null
                ? Double.NaN
                : profile.run().number(column) / profile.unobserved().number(column);
    }

    private static Column<Row> part(String name, BiFunction<Profile, Profile.Part, ?> value) {
        return new Column<>(name, row -> value.apply(row.profile, row.part));
    }

    /** Empty where the stacks are those of the measured window. */
    private static Column<Row> detail(String name, Function<ProfileFacts.Detail, ?> value) {
        return of(name, p -> p.facts().detail() == null ? "" : value.apply(p.facts().detail()));
    }

    private static Column<Row> of(String name, Function<Profile, ?> value) {
        return new Column<>(name, row -> value.apply(row.profile));
    }
}
