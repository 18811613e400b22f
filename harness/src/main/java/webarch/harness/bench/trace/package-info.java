/** The system calls of a server, from what strace writes down. */
package webarch.harness.bench.trace;
