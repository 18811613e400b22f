package webarch.harness;

/**
 * This machine cannot do what a plan is about. That is no failure: the plan is skipped, which the
 * message says in one line.
 */
public final class SkippedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SkippedException(String message) {
        super(message);
    }
}
