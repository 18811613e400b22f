/**
 * What the server architectures share: connections and their steps, options, counters, life cycle.
 * Each architecture is a package below this one and sees none of the others.
 */
package webarch.server;
