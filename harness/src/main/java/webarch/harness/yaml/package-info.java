/** YAML files whose every value knows its line, so that a typo is answered with its place. */
package webarch.harness.yaml;
