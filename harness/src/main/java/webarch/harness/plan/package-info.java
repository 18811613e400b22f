/**
 * Plans: which runs an experiment consists of, and in which order. Nothing here starts anything.
 */
package webarch.harness.plan;
