/**
 * A server of several processes that share a listening socket and nothing else: starting, handing
 * over, watching and stopping them. Knows of no architecture.
 */
package webarch.server.processes;
