/** Closed-loop clients on Netty, what they count, and the command that runs one measured load. */
package webarch.harness.load;
