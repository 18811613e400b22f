package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import webarch.harness.csv.Csv;
import webarch.harness.load.Transport;
import webarch.harness.paired.Slice;
import webarch.harness.paired.Slices;
import webarch.harness.paired.Turns;

/** What other ways to compare make of slices whose noise is known. */
class AaChoicesTest {
    private static final int LAUNCHES = 6;
    private static final int ROUNDS = 32;

    private static AaChoices choices() {
        return new AaChoices(
                new Turns(
                        64,
                        false,
                        Duration.ofMillis(50),
                        ROUNDS,
                        LAUNCHES,
                        Duration.ofSeconds(1),
                        0,
                        1,
                        Transport.NETTY),
                1);
    }

    /** A machine that is fast and slow in turns of eight rounds, alike for both. */
    private static List<Slice> drifting() {
        List<Slice> slices = new ArrayList<>();
        for (int launch = 1; launch <= LAUNCHES; launch++) {
            for (int round = 1; round <= ROUNDS; round++) {
                double micros = (round - 1) / 8 % 2 == 0 ? 10 : 12;
                slices.add(Slices.of(launch, round, 1, micros));
                slices.add(Slices.of(launch, round, 2, micros));
            }
        }
        return slices;
    }

    private static CSVRecord row(AaChoices choices, int launches, String turn, String centre)
            throws IOException {
        return Csv.records(choices.csv()).stream()
                .filter(row -> row.get("launches").equals(Integer.toString(launches)))
                .filter(row -> row.get("turn_s").equals(turn))
                .filter(row -> row.get("centre").equals(centre))
                .findFirst()
                .orElseThrow();
    }

    private static double halfWidth(CSVRecord row) {
        return Double.parseDouble(row.get("half_width"));
    }

    @Test
    void shortTurnsSeeNothingOfADriftThatLongOnesSee() throws IOException {
        AaChoices choices = choices();
        choices.add(drifting());
        CSVRecord asMeasured = row(choices, LAUNCHES, "0.05", "mean");
        assertEquals("32", asMeasured.get("turns"));
        assertEquals("7.68", asMeasured.get("measured_s"), "6 launches of 32 times 40 ms");
        assertEquals(0, halfWidth(asMeasured), 1e-12);
        assertEquals(0, halfWidth(row(choices, LAUNCHES, "0.4", "mean")), 1e-12);
        CSVRecord long8 = row(choices, LAUNCHES, "0.8", "mean");
        assertEquals("4", long8.get("turns"));
        assertTrue(halfWidth(long8) > 0.02, long8.toString());
        assertEquals("1", long8.get("covers"), "the order of the two is balanced");
    }

    @Test
    void everyRepetitionCounts() throws IOException {
        AaChoices choices = choices();
        choices.add(drifting());
        List<Slice> different = new ArrayList<>();
        for (Slice slice : drifting()) {
            double micros = slice.cpuMicrosPerRequest() * slice.subject().instance();
            different.add(
                    Slices.of(slice.launch(), slice.round(), slice.subject().instance(), micros));
        }
        choices.add(different);
        CSVRecord row = row(choices, LAUNCHES, "0.05", "median");
        assertEquals("2", row.get("repetitions"));
        assertEquals("1", row.get("covers"));
    }

    @Test
    void invalidSlicesAreLeftOutAndFewerThanThreeLaunchesHaveNoRow() throws IOException {
        AaChoices choices = choices();
        List<Slice> slices = drifting();
        for (int i = 0; i < ROUNDS; i += 2) {
            slices.set(i, Slices.of(1, 1 + i / 2, 1, 900, "errors: 1 body"));
        }
        choices.add(slices);
        assertEquals(0, halfWidth(row(choices, LAUNCHES, "0.05", "mean")), 1e-12);
        assertTrue(
                Csv.records(choices.csv()).stream()
                        .noneMatch(row -> row.get("launches").equals("2")));
    }
}
