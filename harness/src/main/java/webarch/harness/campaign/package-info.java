/** Campaigns: a plan carried out, one fresh server process a run, into a folder of CSVs. */
package webarch.harness.campaign;
