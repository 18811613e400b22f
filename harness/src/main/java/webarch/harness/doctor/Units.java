package webarch.harness.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which units of systemd are active, as systemctl(1) tells. */
@FunctionalInterface
interface Units {
    /** Those of {@code units} that are active, in the same order. */
    List<String> active(List<String> units);

    /** Of the machine on which this process runs. */
    static List<String> ofThisMachine(List<String> units) {
        if (units.isEmpty()) {
            return units;
        }
        List<String> words = new ArrayList<>(List.of("systemctl", "is-active", "--"));
        words.addAll(units);
        try {
            Process systemctl =
                    new ProcessBuilder(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (var answer = systemctl.inputReader(StandardCharsets.UTF_8)) {
                return active(units, answer.lines().toList());
            }
        } catch (IOException | UncheckedIOException absent) {
            return units;
        }
    }

    /** {@code answers} has a line for each; where it has not, any of them may be active. */
    static List<String> active(List<String> units, List<String> answers) {
        return answers.size() != units.size()
                ? units
                : IntStream.range(0, units.size())
                        .filter(i -> answers.get(i).equals("active"))
                        .mapToObj(units::get)
                        .toList();
    }
}
