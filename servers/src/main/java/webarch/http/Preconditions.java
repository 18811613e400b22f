package webarch.http;

import java.lang.foreign.MemorySegment;

/** Conditional requests on a file: RFC 9110, section 13. */
final class Preconditions {
    private Preconditions() {}

    /** Whether the client has the file already: 304. If-None-Match silences If-Modified-Since. */
    static boolean isNotModified(MemorySegment buffer, Request request, CachedFile file) {
        if (request.ifNoneMatch.isPresent()) {
            return listHas(request.ifNoneMatch.text(buffer), file.rendered().entityTag());
        }
        if (request.ifModifiedSince.isPresent()) {
            return HttpDate.parse(request.ifModifiedSince.text(buffer))
                    >= file.status.modifiedSeconds();
        }
        return false;
    }

    /** The part asked for, or null for the whole file. */
    static ByteRange range(MemorySegment buffer, Request request, CachedFile file) {
        if (!request.range.isPresent() || request.method != Method.GET) {
            return null;
        }
        if (request.ifRange.isPresent() && !isUnchanged(request.ifRange.text(buffer), file)) {
            return null;
        }
        return ByteRange.parse(request.range.text(buffer), file.size());
    }

    /** If-Range asks for a strong match of either validator. */
    private static boolean isUnchanged(String validator, CachedFile file) {
        return validator.startsWith("\"")
                ? validator.equals(file.rendered().entityTag())
                : HttpDate.parse(validator) == file.status.modifiedSeconds();
    }

    private static boolean listHas(String list, String entityTag) {
        for (String element : list.split(",", -1)) {
            String tag = element.strip();
            if (tag.equals("*") || tag.equals(entityTag) || tag.equals("W/" + entityTag)) {
                return true;
            }
        }
        return false;
    }
}
