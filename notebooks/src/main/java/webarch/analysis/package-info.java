/**
 * From a campaign's CSVs to tables, intervals and figures.
 *
 * <p>Everything here runs on the caller's thread, reads only CSVs and holds no state. {@link
 * webarch.analysis.Campaigns} finds the data, {@link webarch.analysis.Points} aggregates it, {@link
 * webarch.analysis.Figures} draws it, {@link webarch.analysis.Show} puts it into a notebook, and
 * {@code webarch.analysis.claims} holds claims against it.
 */
package webarch.analysis;
