/** What the machine lacks for measurements that can be trusted, and how to mend it. */
package webarch.harness.doctor;
