package webarch.http;

/** Request methods that are served, and what becomes of the rest (RFC 9110, section 9). */
public enum Method {
    GET,
    HEAD,
    /** A method of RFC 9110 or RFC 5789 that static files do not allow: 405. */
    NOT_ALLOWED,
    /** A method that this server does not know: 501. */
    UNKNOWN
}
