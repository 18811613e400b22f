package webarch.harness.remote;

import webarch.harness.load.LoadWindow;

/**
 * What one load host did in the window of a run.
 *
 * @param number from 1
 * @param cpus that it has for the load
 * @param cpuSeconds of its load
 * @param startMicros from the order to start, which all get at once, to its answer: by so much at
 *     most it may have begun later than the others
 */
record HostShare(int number, LoadWindow window, int cpus, double cpuSeconds, double startMicros) {}
