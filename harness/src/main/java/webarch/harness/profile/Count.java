package webarch.harness.profile;

/**
 * How often something happened in a window, or how much of it there was.
 *
 * @param source who counted: {@code kernel}, {@code server}, {@code jvm} or {@code load}
 * @param counter its name
 * @param unit of the value; {@code 1} for a plain number
 * @param value in the whole window
 */
record Count(String source, String counter, String unit, double value) {}
