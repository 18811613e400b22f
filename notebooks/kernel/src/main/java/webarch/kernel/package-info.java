/**
 * A Jupyter kernel for Java over JShell, for machines on which IJava cannot be had.
 *
 * <pre>
 *  Jupyter ──shell──▶ JavaKernel ─▶ CellInterpreter ─▶ JShell ─▶ CellExecution ─▶ cell thread
 *          ──control─▶ interrupt, shutdown                                         │
 *          ◀─iopub─── notebook-output thread ◀──────────── CellOutput ◀────────────┘
 * </pre>
 *
 * Cells run in the kernel's own process, so that their values can be shown as what they are: an
 * image, SVG, HTML. What a cell may break is fenced: its loops can be stopped, it cannot end the
 * process by {@code System.exit}, and its thread never touches a ZeroMQ socket, which an interrupt
 * would close. Cells read no input: {@code System.in} is at its end, as it is when a notebook is
 * executed without a browser.
 */
package webarch.kernel;
