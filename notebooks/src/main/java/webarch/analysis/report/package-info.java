/**
 * One page over all campaigns: what was measured here beside what was shipped.
 *
 * <pre>
 *   campaigns here ──┐                      ┌── VerdictRow, Experiment, PlannedTime, …
 *                    ├── ReportPage.of(…) ──┤
 *   reference     ───┘                      └── report.ftlh ── report.html
 * </pre>
 *
 * <p>Everything runs on the caller's thread and holds no state. The records are public because the
 * template reads them.
 */
package webarch.analysis.report;
