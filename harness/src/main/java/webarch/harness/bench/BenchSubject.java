package webarch.harness.bench;

import webarch.harness.measure.ServerCommand;

/**
 * A server that is compared.
 *
 * @param name unique in the comparison
 */
record BenchSubject(String name, ServerCommand command) {}
