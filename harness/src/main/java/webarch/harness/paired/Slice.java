package webarch.harness.paired;

import webarch.harness.subject.Contender;

/**
 * The measured part of one server's turn under load.
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
        double contention) {

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
