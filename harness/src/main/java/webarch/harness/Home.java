package webarch.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout: where the launcher, the plans and the server's flags are. Immutable. */
public record Home(Path root) {
    /** The folder named by {@code WEBARCH_HOME}, which the launcher sets. */
    public static Home find() {
        String given = System.getenv("WEBARCH_HOME");
        Path root = Path.of(given == null ? "" : given).toAbsolutePath().normalize();
        if (!Files.isRegularFile(root.resolve("webarch"))) {
            throw new UsageException(
                    given == null
                            ? "WEBARCH_HOME is not set; start through the launcher ./webarch"
                            : "WEBARCH_HOME: there is no launcher `webarch` in " + given);
        }
        return new Home(root);
    }

    public Path resolve(String relative) {
        return root.resolve(relative);
    }

    /** {@code path} as it may be shown and recorded: relative to the checkout where it is in it. */
    public String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) && !absolute.equals(root)
                ? root.relativize(absolute).toString()
                : path.toString();
    }

    /** {@code text} without the checkout's own path in it. */
    public String scrub(String text) {
        return text.replace(root + "/", "").replace(root.toString(), ".");
    }
}
