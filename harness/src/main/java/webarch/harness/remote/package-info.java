/** Load by other hosts: the runner's side of it, and the agent's on each of them. */
package webarch.harness.remote;
