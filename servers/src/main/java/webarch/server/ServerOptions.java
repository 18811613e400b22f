package webarch.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What can be set for every server.
 *
 * @param root directory of the files to serve
 * @param address where to listen; port 0 for any
 * @param backlog connections that may wait to be accepted
 * @param acceptsPerWakeup connections accepted before other work gets its turn
 * @param maxConnections connections served at a time; further ones wait in the backlog
 * @param cacheDescriptors files kept open
 * @param cacheMemoryBytes file bodies kept in memory
 * @param inlineBytes largest file body kept in memory, and sent with its head in one call
 * @param cacheValidityMillis how long a cached file is served before it is looked at again
 * @param headTimeoutMillis how long a client may take over one request head
 * @param idleTimeoutMillis how long a connection may stay without progress
 * @param sendBufferBytes SO_SNDBUF of client sockets; 0 leaves it to the kernel
 */
public record ServerOptions(
        Path root,
        InetSocketAddress address,
        int backlog,
        int acceptsPerWakeup,
        int maxConnections,
        int cacheDescriptors,
        long cacheMemoryBytes,
        int inlineBytes,
        long cacheValidityMillis,
        long headTimeoutMillis,
        long idleTimeoutMillis,
        int sendBufferBytes) {}
