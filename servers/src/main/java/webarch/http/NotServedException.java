package webarch.http;

/** A request target for which there is no file to serve; carries the status to answer with. */
public final class NotServedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    public NotServedException(int status) {
        super(Status.reason(status), null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
