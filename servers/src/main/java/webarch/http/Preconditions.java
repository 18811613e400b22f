package webarch.http;

import java.lang.foreign.MemorySegment;
import java.util.function.Predicate;

/** Conditional requests on a file: RFC 9110, section 13. */
final class Preconditions {
    private Preconditions() {}

    /** Whether the client wants another state of the file: 412. */
    static boolean hasFailed(MemorySegment buffer, Request request, CachedFile file) {
        if (request.ifMatch.isPresent()) {
            String tag = file.rendered().entityTag();
            return !listHas(request.ifMatch.text(buffer), tag::equals);
        }
        if (request.ifUnmodifiedSince.isPresent()) {
            long since = HttpDate.parse(request.ifUnmodifiedSince.text(buffer));
            return since != HttpDate.NONE && file.status.modifiedSeconds() > since;
        }
        return false;
    }

    /** Whether the client has the file already: 304. If-None-Match silences If-Modified-Since. */
    static boolean isNotModified(MemorySegment buffer, Request request, CachedFile file) {
        if (request.ifNoneMatch.isPresent()) {
            String tag = file.rendered().entityTag();
            return listHas(
                    request.ifNoneMatch.text(buffer),
                    element -> element.equals(tag) || element.equals("W/" + tag));
        }
        if (request.ifModifiedSince.isPresent()) {
            long since = HttpDate.parse(request.ifModifiedSince.text(buffer));
            return since != HttpDate.NONE && file.status.modifiedSeconds() <= since;
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

    /**
     * If-Range asks for a strong match of either validator. A date is strong if the file was looked
     * at later than in the second in which it was modified, for in that second it may have changed
     * again (RFC 9110, section 8.8.2.2).
     */
    private static boolean isUnchanged(String validator, CachedFile file) {
        if (validator.startsWith("\"")) {
            return validator.equals(file.rendered().entityTag());
        }
        long modified = file.status.modifiedSeconds();
        return HttpDate.parse(validator) == modified && file.validatedSecond() > modified;
    }

    private static boolean listHas(String list, Predicate<String> matching) {
        for (String element : list.split(",", -1)) {
            String tag = element.strip();
            if (tag.equals("*") || matching.test(tag)) {
                return true;
            }
        }
        return false;
    }
}
