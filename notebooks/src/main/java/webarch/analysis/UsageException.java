package webarch.analysis;

import java.io.File;
import java.nio.file.Path;

/**
 * Something the user gave cannot be used: no such campaign, a CSV with a column missing.
 *
 * <p>The message is one line that names the file, the line or the flag, and the remedy. {@link
 * Main} prints it without a stack trace and exits with 2.
 */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message for whoever knows the folder already: its files are named within it. */
    String within(Path folder) {
        return getMessage().replace(folder + File.separator, "").replace(folder + ":", "");
    }
}
