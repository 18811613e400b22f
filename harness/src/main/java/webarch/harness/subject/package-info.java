/** The servers that are compared, ours and others, and how each is started. */
package webarch.harness.subject;
