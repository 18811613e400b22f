package webarch.harness.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import webarch.harness.campaign.Placement;
import webarch.harness.csv.Column;
import webarch.harness.measure.CpuList;
import webarch.harness.plan.Topology;
import webarch.harness.workload.Workloads;

/** What the self-checks write is what {@code data/SCHEMA.md} says. */
class SelfCheckColumnsTest {
    private static final Placement PLACEMENT =
            new Placement(Topology.PINNED, CpuList.of(0), CpuList.of(1), false);

    @Test
    void ofAa() throws IOException {
        assertEquals(
                SchemaColumns.of("aa.csv"),
                AaCsv.columns("m", PLACEMENT, Workloads.small().requestLog(1, 10), null).stream()
                        .map(Column::name)
                        .toList());
    }

    @Test
    void ofTheChoices() throws IOException {
        assertEquals(SchemaColumns.of("choices.csv"), AaChoices.names());
    }

    @Test
    void ofAgreement() throws IOException {
        assertEquals(
                SchemaColumns.of("agreement.csv"),
                AgreementCsv.columns("m", PLACEMENT, "s", "x").stream().map(Column::name).toList());
    }

    @Test
    void ofFutexes() throws IOException {
        assertEquals(
                SchemaColumns.of("futexes.csv"),
                FutexReport.columns("m", PLACEMENT, Workloads.small().requestLog(1, 10), 1).stream()
                        .map(Column::name)
                        .toList());
    }

    @Test
    void ratesAgreeWithinTheirIntervalAndCpuTimeWithinTwoPercent() {
        List<Double> reference = List.of(99.0, 101.0);
        assertTrue(agrees(AgreementCsv.Quantity.CLOSED, List.of(100.0, 103.0), reference));
        assertFalse(agrees(AgreementCsv.Quantity.CLOSED, List.of(140.0, 140.1), reference));
        assertFalse(agrees(AgreementCsv.Quantity.LATENCY, List.of(140.0, 140.1), reference));
        assertTrue(agrees(AgreementCsv.Quantity.RATE, List.of(50.1, 50.1), List.of(50.0, 50.0)));
        assertFalse(agrees(AgreementCsv.Quantity.CPU, List.of(103.0, 103.0), reference));
        assertTrue(agrees(AgreementCsv.Quantity.CPU, List.of(101.0, 101.0), reference));
    }

    private static boolean agrees(
            AgreementCsv.Quantity quantity, List<Double> values, List<Double> reference) {
        return new AgreementCsv.Row(quantity, "a", "b", values, reference, 1).agrees();
    }
}
