/** How small a difference between servers a plan can tell from none. */
package webarch.harness.resolution;
