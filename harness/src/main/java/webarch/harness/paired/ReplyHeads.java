package webarch.harness.paired;

import java.io.IOException;
import webarch.harness.load.SequentialClient;
import webarch.harness.measure.ServerProcess;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.ServedFile;

/** How long the heads of a server's replies are: bytes that a longer one has to move as well. */
final class ReplyHeads {
    private static final int SAMPLE = 200;

    private ReplyHeads() {}

    /** The mean over the first requests of the log, in bytes; NaN when one is not answered well. */
    static double mean(ServerProcess server, RequestLog log) {
        int requests = Math.min(SAMPLE, log.size());
        try (SequentialClient client = new SequentialClient(server.address())) {
            long bodies = 0;
            for (int i = 0; i < requests; i++) {
                ServedFile file = log.fileSet().files().get(log.file(i));
                client.get(file);
                bodies += file.size();
            }
            return (double) (client.take().received() - bodies) / requests;
        } catch (IOException _) {
            return Double.NaN;
        }
    }
}
