package webarch.harness.subject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs that the system may have. */
public final class Program {
    /** Where distributions put servers, which keeps them from the PATH of ordinary users. */
    private static final String SYSTEM_FOLDER = "/usr/sbin";

    private Program() {}

    /** The first of {@code names} that is installed. */
    public static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(names)
                .flatMap(
                        name ->
                                Stream.concat(Stream.of(path.split(":")), Stream.of(SYSTEM_FOLDER))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
