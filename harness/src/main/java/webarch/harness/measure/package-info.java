/** Server processes and the machine, seen from outside through /proc, /sys and the CPU clocks. */
package webarch.harness.measure;
