package webarch.harness.bench;

import java.util.List;
import java.util.Optional;
import webarch.harness.bench.trace.CallCount;

/**
 * The system calls of one server for the list of requests.
 *
 * @param requests in the list
 * @param compared whether it is to agree with the others
 * @param repliesSha256 of all replies, with the value of Date blanked out
 */
record CallProfile(
        String server,
        boolean compared,
        int requests,
        List<CallCount> counts,
        String repliesSha256) {

    List<CallCount> of(CallCount.Kind kind) {
        return counts.stream().filter(count -> count.kind() == kind).toList();
    }

    Optional<CallCount> find(CallCount.Kind kind, String name) {
        return counts.stream()
                .filter(count -> count.kind() == kind && count.name().equals(name))
                .findFirst();
    }

    double perRequest(long number) {
        return (double) number / requests;
    }
}
