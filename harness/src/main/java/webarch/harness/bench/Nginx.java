package webarch.harness.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.measure.ServerCommand;

/** nginx as a subject, with the settings of {@code harness/subjects/nginx.conf}. */
final class Nginx {
    static final String NAME = "nginx";

    /** Where distributions put it that keep it from the PATH of ordinary users. */
    private static final String SYSTEM_FOLDER = "/usr/sbin";

    private Nginx() {}

    /** Empty where it is not installed. */
    static Optional<ServerCommand> command(Home home) {
        return binary().map(
                        binary ->
                                new ServerCommand(
                                        // What is relative in the configuration is below the home.
                                        List.of(
                                                binary.toString(),
                                                "-p",
                                                "./",
                                                "-e",
                                                "stderr",
                                                "-c",
                                                "{dir}/nginx.conf"),
                                        ServerCommand.Ready.ACCEPTING,
                                        List.of(home.resolve("harness/subjects/nginx.conf"))));
    }

    private static Optional<Path> binary() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of(SYSTEM_FOLDER))
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
