package webarch.harness.subject;

import java.util.List;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.measure.ServerCommand;

/** nginx as a subject, with the settings of {@code harness/subjects/nginx.conf}. */
public final class Nginx {
    public static final String NAME = "nginx";

    private Nginx() {}

    /** Empty where it is not installed. */
    static Optional<ServerCommand> command(Home home) {
        return Program.find(NAME)
                .map(
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
}
