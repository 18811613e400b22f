/** Warm servers side by side, loaded in short turns, and what their ratios tell. */
package webarch.harness.paired;
