package webarch.harness.workload;

/** A value that reads well but cannot be: names the key, so that its line can be told. */
final class InvalidKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    InvalidKeyException(String key, String problem) {
        super(problem);
        this.key = key;
    }

    String key() {
        return key;
    }

    static void require(boolean holds, String key, String problem) {
        if (!holds) {
            throw new InvalidKeyException(key, problem);
        }
    }
}
