/** What the servers cost on this machine: their system calls, and their CPU time side by side. */
package webarch.harness.bench;
