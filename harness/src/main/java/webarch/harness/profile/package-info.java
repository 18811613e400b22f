/**
 * Where a server's CPU time goes: stacks sampled from outside, sorted into categories by a table,
 * and checked against what the kernel billed. And how often things happen that cost time.
 */
package webarch.harness.profile;
