package webarch.harness.measure;

/** A server did not come up. The message is one line, fit for a CSV. */
public final class ServerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    ServerFailure(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    /** Whether starting it again cannot help: it refused its options or could not be executed. */
    public boolean refused() {
        return refused;
    }
}
