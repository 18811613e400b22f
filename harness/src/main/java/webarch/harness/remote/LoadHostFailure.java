package webarch.harness.remote;

/** A load host, known by its number, does not do its part. */
public final class LoadHostFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    LoadHostFailure(int number, String what) {
        super("load host " + number + " " + what);
    }
}
