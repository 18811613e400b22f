package webarch.harness.paired;

import java.io.IOException;

/** A launch did not come to its end, for a reason of its own. The message is fit for a CSV. */
public final class LaunchFailure extends IOException {
    private static final long serialVersionUID = 1L;

    LaunchFailure(String message) {
        super(message);
    }
}
