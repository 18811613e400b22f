/**
 * What is served and asked for: file sets and request logs, functions of (workload, seed) alone.
 */
package webarch.harness.workload;
