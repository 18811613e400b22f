package webarch.harness.load;

public enum ErrorKind {
    TIMEOUT,
    REFUSED,
    RESET,
    CLOSED,
    STATUS,
    BODY,
    NO_ADDRESS,
    NO_DESCRIPTOR,
    OTHER
}
