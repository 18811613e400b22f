package webarch.harness.paired;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import webarch.harness.campaign.Validity;
import webarch.harness.csv.Csv;

/**
 * How far a campaign in paired mode has come, and what of it counts, as {@code slices.csv} tells.
 *
 * @param launches those that are whole, each a list of its turns
 */
public record SlicesState(List<List<Turn>> launches) {
    private static final String REASON = "invalid_reason";

    /**
     * A row as far as the state of a campaign goes.
     *
     * @param reasons empty if it is valid
     */
    public record Turn(int connections, int launch, List<String> reasons) {}

    /**
     * Reads it, whoever writes to it meanwhile.
     *
     * @param perLaunch how many rows a launch has
     */
    public static SlicesState read(Path file, int perLaunch) throws IOException {
        if (!Files.exists(file)) {
            return new SlicesState(List.of());
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<Turn> turns =
                Csv.records(text.substring(0, text.lastIndexOf('\n') + 1)).stream()
                        .map(SlicesState::turn)
                        .toList();
        return new SlicesState(
                IntStream.range(0, turns.size() / perLaunch)
                        .mapToObj(i -> turns.subList(i * perLaunch, (i + 1) * perLaunch))
                        .toList());
    }

    private static Turn turn(CSVRecord row) {
        return new Turn(
                Integer.parseInt(row.get("connections")),
                Integer.parseInt(row.get("launch")),
                // Absent in campaigns from before turns were judged.
                row.isMapped(REASON) ? SlicesFile.reasons(row.get(REASON)) : List.of());
    }

    private Stream<Turn> turns() {
        return launches.stream().flatMap(List::stream);
    }

    /** Of all launches together. */
    public long slices() {
        return turns().count();
    }

    public long invalid() {
        return turns().filter(turn -> !turn.reasons.isEmpty()).count();
    }

    /** The launches of which nothing counts, a line each. */
    public List<String> lost() {
        return launches.stream()
                .filter(turns -> turns.stream().noneMatch(turn -> turn.reasons.isEmpty()))
                .map(List::getLast)
                .map(
                        last ->
                                "launch %d at %d clients: %s"
                                        .formatted(
                                                last.launch,
                                                last.connections,
                                                String.join(Validity.SEPARATOR, last.reasons)))
                .toList();
    }

    /** Whether each turn failed for another reason than others who used the machine. */
    boolean failed() {
        return turns().noneMatch(turn -> Validity.isOfTheMachine(turn.reasons));
    }
}
