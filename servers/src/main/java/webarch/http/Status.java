package webarch.http;

/** The status codes in use and their reason phrases (RFC 9110, section 15). */
public final class Status {
    public static final int OK = 200;
    public static final int PARTIAL_CONTENT = 206;
    public static final int NOT_MODIFIED = 304;
    public static final int BAD_REQUEST = 400;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int REQUEST_TIMEOUT = 408;
    public static final int PRECONDITION_FAILED = 412;
    public static final int CONTENT_TOO_LARGE = 413;
    public static final int URI_TOO_LONG = 414;
    public static final int RANGE_NOT_SATISFIABLE = 416;
    public static final int HEADER_FIELDS_TOO_LARGE = 431;
    public static final int INTERNAL_ERROR = 500;
    public static final int NOT_IMPLEMENTED = 501;
    public static final int UNAVAILABLE = 503;
    public static final int VERSION_NOT_SUPPORTED = 505;

    private Status() {}

    public static String reason(int status) {
        return switch (status) {
            case OK -> "OK";
            case PARTIAL_CONTENT -> "Partial Content";
            case NOT_MODIFIED -> "Not Modified";
            case BAD_REQUEST -> "Bad Request";
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not Found";
            case METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case REQUEST_TIMEOUT -> "Request Timeout";
            case PRECONDITION_FAILED -> "Precondition Failed";
            case CONTENT_TOO_LARGE -> "Content Too Large";
            case URI_TOO_LONG -> "URI Too Long";
            case RANGE_NOT_SATISFIABLE -> "Range Not Satisfiable";
            case HEADER_FIELDS_TOO_LARGE -> "Request Header Fields Too Large";
            case INTERNAL_ERROR -> "Internal Server Error";
            case NOT_IMPLEMENTED -> "Not Implemented";
            case UNAVAILABLE -> "Service Unavailable";
            case VERSION_NOT_SUPPORTED -> "HTTP Version Not Supported";
            default -> throw new IllegalArgumentException("no reason phrase for " + status);
        };
    }
}
