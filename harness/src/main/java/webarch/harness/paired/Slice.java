package webarch.harness.paired;

import java.util.List;
import java.util.stream.Stream;
import webarch.harness.subject.Contender;

/**
 * The measured part of one server's turn under load. A turn that did not take place, because its
 * launch had failed by then, is a slice without a length.
 *
 * @param connections of each server
 * @param launch from 1
 * @param round within the launch, from 1
 * @param position within the round, from 1
 * @param seconds length
 * @param requests that ended, with a reply or without
 * @param errors requests without a correct reply since the server's last slice, so that the warm-up
 *     and the part that is not measured hide none
 * @param serverCpuSeconds of the server's process tree
 * @param loadCpuSeconds of what loads the server
 * @param idleCpuSeconds of all other servers together
 * @param stealShare of the server's CPUs, 0..1
 * @param contention how much interruptions slowed the CPUs before and after, the worse
 * @param invalidReasons empty for a valid slice
 */
public record Slice(
        int connections,
        int launch,
        int round,
        int position,
        Contender subject,
        double seconds,
        long requests,
        long replies,
        long errors,
        long connects,
        double serverCpuSeconds,
        double loadCpuSeconds,
        double idleCpuSeconds,
        double stealShare,
        double contention,
        List<String> invalidReasons) {

    public Slice {
        invalidReasons = List.copyOf(invalidReasons);
    }

    /** A turn that did not take place. */
    static Slice missed(
            int connections,
            int launch,
            int round,
            int position,
            Contender subject,
            List<String> reasons) {
        return new Slice(
                connections,
                launch,
                round,
                position,
                subject,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Double.NaN,
                Double.NaN,
                reasons);
    }

    boolean tookPlace() {
        return seconds > 0;
    }

    public boolean isValid() {
        return invalidReasons.isEmpty();
    }

    /** The same, invalid for {@code more} reasons. */
    Slice but(List<String> more) {
        return new Slice(
                connections,
                launch,
                round,
                position,
                subject,
                seconds,
                requests,
                replies,
                errors,
                connects,
                serverCpuSeconds,
                loadCpuSeconds,
                idleCpuSeconds,
                stealShare,
                contention,
                Stream.concat(invalidReasons.stream(), more.stream()).toList());
    }

    /** The unique name of the server. */
    String server() {
        return subject.name();
    }

    public double cpuMicrosPerRequest() {
        return serverCpuSeconds * 1e6 / requests;
    }

    public double repliesPerSecond() {
        return replies / seconds;
    }
}
