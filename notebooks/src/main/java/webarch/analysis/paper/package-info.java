/**
 * From campaigns to what the paper includes: every number in its text, its tables, its figures.
 *
 * <pre>
 *   campaigns ── …Macros ── Macros ── numbers.tex      \N{best/knot/ratio}, \ifmeasured{best}{…}{…}
 *           └─── PaperFigures ─────── PLAN-FIGURE.svg  \webarchpicture{best/comparison}{…}
 * </pre>
 *
 * <p>A plan that was not measured has no macros at all: the text says so where it would speak of
 * it. A macro that the text uses and nothing defines stops LaTeX. Everything runs on the caller's
 * thread.
 */
package webarch.analysis.paper;
