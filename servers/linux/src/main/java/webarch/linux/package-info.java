/** Linux system calls through the foreign-function API; knows nothing of the rest of webarch. */
package webarch.linux;
