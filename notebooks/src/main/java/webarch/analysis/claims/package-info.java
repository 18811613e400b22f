/**
 * From campaigns to verdicts: {@code claims.yaml} says what is claimed, by whom, and what decides
 * it.
 *
 * <pre>
 *   claims.yaml ── Claims ── Claim ── Statistic ──(campaigns)── Evidence
 *                                └──────── Condition ──(interval)── Verdict ── Finding ── Findings
 * </pre>
 *
 * <p>Everything runs on the caller's thread and holds no state.
 */
package webarch.analysis.claims;
