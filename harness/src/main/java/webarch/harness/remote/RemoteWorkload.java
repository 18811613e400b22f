package webarch.harness.remote;

import webarch.harness.workload.Session;

/**
 * What load hosts make their request log from.
 *
 * @param name of a shipped workload, or the path of its file on every host
 * @param session in place of the workload's own, or the same
 * @param sha256 of the request log, which they have to arrive at
 */
public record RemoteWorkload(
        String name, int directories, Session session, long seed, String sha256) {}
