/** Searches for the options with which a server does best. */
package webarch.harness.tune;
