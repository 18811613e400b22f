package webarch.analysis;

import java.nio.file.Path;
import java.util.Optional;

/** Where numbers come from: what every figure's footer and every command's first line names. */
public interface Origin {
    /** Where the CSVs are. */
    Path folder();

    String name();

    String plan();

    String machine();

    /**
     * {@code pinned}, {@code colocated} and so on, hyperthreads of one core being named as such.
     */
    String topology();

    String scale();

    String workload();

    /** What is missing, empty if everything that was planned has been measured. */
    Optional<String> missing();

    /** Whether the runs are too few or too short to conclude from: any SCALE below full. */
    default boolean preliminary() {
        return !scale().equals("full");
    }

    /** One line: campaign, machine, topology and SCALE. */
    default String line() {
        return "campaign %s; machine %s; topology %s; SCALE %s%s"
                .formatted(
                        name(),
                        machine(),
                        topology(),
                        scale(),
                        preliminary() ? " (PRELIMINARY)" : "");
    }
}
