/** The commands that carry out plans. */
package webarch.harness.run;
