/**
 * Serving from a disk: memory bounded by a cgroup, files that begin outside of memory, a device
 * whose reads are counted and timed, or one of a stated latency.
 */
package webarch.harness.disk;
