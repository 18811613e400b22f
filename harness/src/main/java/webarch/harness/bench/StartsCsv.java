package webarch.harness.bench;

import java.util.List;
import webarch.harness.csv.Column;
import webarch.harness.csv.Csv;
import webarch.harness.measure.CpuList;
import webarch.harness.subject.Contender;

/** {@code starts.csv}: a row for each start, in the order of execution. */
final class StartsCsv {
    private StartsCsv() {}

    /**
     * One start.
     *
     * @param start from 1
     * @param classArchive whether there was one for the server
     * @param readySeconds from executing the command to ready
     * @param cpuSeconds of the process tree until then
     */
    record Row(
            Contender subject,
            int start,
            boolean classArchive,
            double readySeconds,
            double cpuSeconds) {}

    static List<Column<Row>> columns(String machine, CpuList cpus) {
        return List.of(
                new Column<>("schema_version", _ -> Csv.SCHEMA_VERSION),
                new Column<>("machine", _ -> machine),
                new Column<>("server_cpus", _ -> cpus),
                new Column<>("start", Row::start),
                new Column<>("server", row -> row.subject.server()),
                new Column<>("options", row -> row.subject.options()),
                new Column<>("instance", row -> row.subject.instance()),
                new Column<>("class_archive", Row::classArchive),
                new Column<>("ready_s", Row::readySeconds),
                new Column<>("server_cpu_s", Row::cpuSeconds));
    }
}
