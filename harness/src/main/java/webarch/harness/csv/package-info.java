/** The form that all our CSVs share: dialect, cells, columns. */
package webarch.harness.csv;
