package webarch.http;

import java.util.Map;

/** Media types by file name extension, for the few kinds a static web site is made of. */
public final class MediaTypes {
    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("css", "text/css"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("htm", "text/html"),
                    Map.entry("html", "text/html"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("js", "text/javascript"),
                    Map.entry("json", "application/json"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("png", "image/png"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("xml", "application/xml"));

    private MediaTypes() {}

    public static String of(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/')
                ? BY_EXTENSION.getOrDefault(path.substring(dot + 1), UNKNOWN)
                : UNKNOWN;
    }
}
