package webarch.harness.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import webarch.harness.workload.FileClass;
import webarch.harness.workload.Popularity;
import webarch.harness.workload.RequestLog;
import webarch.harness.workload.Session;
import webarch.harness.workload.Think;
import webarch.harness.workload.Workload;

/**
 * What load hosts make their request log from, as it goes over the wire: the workload itself, so
 * that no host needs its file.
 *
 * @param think null for not at all
 * @param sha256 of the request log, which they have to arrive at
 */
public record RemoteWorkload(
        String name,
        int directories,
        List<FileClass> classes,
        Popularity popularity,
        Session session,
        Thinking think,
        double headShare,
        long seed,
        String sha256) {

    /** A {@link Think} in numbers. */
    record Thinking(long activeNanos, long inactiveNanos, double requestsPerPage, boolean fixed) {
        static Thinking of(Think think) {
            return new Thinking(
                    think.active().toNanos(),
                    think.inactive().toNanos(),
                    think.requestsPerPage(),
                    think.fixed());
        }

        Think think() {
            return new Think(
                    Duration.ofNanos(activeNanos),
                    Duration.ofNanos(inactiveNanos),
                    requestsPerPage,
                    fixed);
        }
    }

    /** {@code requests} is the log of {@code workload} with {@code seed}. */
    public static RemoteWorkload of(Workload workload, long seed, RequestLog requests) {
        return new RemoteWorkload(
                workload.name(),
                workload.directories(),
                workload.classes(),
                workload.popularity(),
                workload.session(),
                workload.think().map(Thinking::of).orElse(null),
                workload.headShare(),
                seed,
                requests.sha256());
    }

    RequestLog requestLog() {
        return new Workload(
                        name,
                        "",
                        directories,
                        classes,
                        popularity,
                        session,
                        Optional.ofNullable(think).map(Thinking::think),
                        headShare)
                .requestLog(seed);
    }
}
