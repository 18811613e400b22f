package webarch.harness.paired;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import webarch.harness.campaign.Placement;
import webarch.harness.measure.CpuList;
import webarch.harness.plan.Topology;
import webarch.harness.subject.Contender;
import webarch.harness.subject.Subjects;

/** Slices that do not count are kept, and nothing is made of them. */
class InvalidSlicesTest {
    private static final Placement PLACEMENT =
            new Placement(Topology.PINNED, CpuList.of(0), CpuList.of(1), false);
    private static final Subjects SUBJECTS =
            new Subjects(List.of(Slices.server(1), Slices.server(2)), Slices.server(1), List.of());

    @TempDir private Path folder;

    private static Slice missed(int launch, int round, int instance) {
        return Slice.missed(
                64, launch, round, instance, Slices.server(instance), List.of("server died"));
    }

    private static ServerSummary summary(Contender of, List<Slice> slices) {
        return ServerSummary.of(
                of, SUBJECTS, slices, Map.of(), 100, PLACEMENT, new HierarchicalBootstrap(1, 100));
    }

    /** Three launches of two rounds; the second instance costs twice as much. */
    private static List<Slice> slices() {
        List<Slice> slices = new ArrayList<>();
        for (int launch = 1; launch <= 3; launch++) {
            for (int round = 1; round <= 2; round++) {
                slices.add(Slices.of(launch, round, 1, 10));
                slices.add(Slices.of(launch, round, 2, 20));
            }
        }
        return slices;
    }

    @Test
    void theyAreInNoMedianAndNoRatio() {
        List<Slice> slices = slices();
        slices.set(1, Slices.of(1, 1, 2, 900, "contention: beside the turn"));
        slices.set(2, Slices.of(1, 2, 1, 0.01, "errors: 1 body"));
        // Of the first launch no round has two valid turns.
        ServerSummary second = summary(Slices.server(2), slices);
        assertEquals(20, second.cpuMicrosPerRequest(), 1e-9);
        assertEquals(2, second.ratio().estimate(), 1e-9);
        assertTrue(Double.isNaN(second.ratio().low()), "two launches have no interval");
        assertEquals(1, second.invalidSlices());
        assertEquals(2, summary(Slices.server(2), slices()).ratio().low(), 1e-9);
    }

    @Test
    void aRoundIsOfBothOrOfNone() {
        List<Slice> own = List.of(Slices.of(1, 2, 2, 30), Slices.of(2, 1, 2, 20));
        List<Slice> others = List.of(Slices.of(1, 1, 1, 10), Slices.of(1, 2, 1, 10));
        assertArrayEquals(new double[][] {{Math.log(3)}}, LogRatios.of(own, others));
    }

    @Test
    void aServerWithoutAValidSliceHasNoNumbers() {
        List<Slice> slices = List.of(Slices.of(1, 1, 1, 10), missed(1, 1, 2));
        ServerSummary second = summary(Slices.server(2), slices);
        assertFalse(second.hasValidSlices());
        assertTrue(Double.isNaN(second.ratio().estimate()));
        String csv =
                ServersCsv.text(
                        new ServersCsv.Facts("", PLACEMENT, null, Slices.server(1)), List.of());
        assertTrue(csv.contains(",errors,invalid_slices,"), csv);
    }

    @Test
    void theFileGivesThemBackAsTheyWere() throws IOException {
        SlicesFile file = new SlicesFile(folder.resolve("slices.csv"), PLACEMENT);
        file.create();
        List<Slice> launch =
                List.of(
                        Slices.of(1, 1, 1, 10),
                        Slices.of(1, 1, 2, 20, "steal time 12.5 %", "contention: beside"),
                        missed(1, 2, 2),
                        missed(1, 2, 1));
        file.append(launch);
        assertEquals(launch, file.recover(SUBJECTS, 4));
    }

    @Test
    void theStateNamesTheLaunchesOfWhichNothingCounts() throws IOException {
        SlicesFile file = new SlicesFile(folder.resolve("slices.csv"), PLACEMENT);
        file.create();
        file.append(List.of(Slices.of(1, 1, 1, 10), Slices.of(1, 1, 2, 20, "steal time 12.5 %")));
        file.append(List.of(missed(2, 1, 2), missed(2, 1, 1)));
        SlicesState state = SlicesState.read(folder.resolve("slices.csv"), 2);
        assertEquals(2, state.launches().size());
        assertEquals(4, state.slices());
        assertEquals(3, state.invalid());
        assertEquals(List.of("launch 2 at 64 clients: server died"), state.lost());
        assertFalse(state.failed());
    }

    @Test
    void whatIsOnlyTheMachinesFaultIsNoFailure() throws IOException {
        Path csv = folder.resolve("slices.csv");
        SlicesFile file = new SlicesFile(csv, PLACEMENT);
        file.create();
        file.append(List.of(missed(1, 1, 2), missed(1, 1, 1)));
        assertTrue(SlicesState.read(csv, 2).failed());
        file.append(List.of(Slices.of(2, 1, 1, 10, "steal time 12.5 %"), missed(2, 1, 2)));
        assertFalse(SlicesState.read(csv, 2).failed());
    }

    @Test
    void slicesFromBeforeTheyWereJudgedAreValid() throws IOException {
        Path csv = folder.resolve("slices.csv");
        Files.writeString(csv, "connections,launch\n64,1\n64,1\n64,2\n64,");
        SlicesState state = SlicesState.read(csv, 2);
        assertEquals(1, state.launches().size());
        assertEquals(0, state.invalid());
        assertEquals(List.of(), state.lost());
    }
}
