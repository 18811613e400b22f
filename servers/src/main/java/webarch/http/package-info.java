/** HTTP/1.1 for static files: request parser, replies and the file cache that all servers share. */
package webarch.http;
