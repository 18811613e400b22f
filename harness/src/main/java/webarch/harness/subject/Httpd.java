package webarch.harness.subject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.measure.ServerCommand;

/**
 * Apache httpd as a subject, with its event or its worker MPM and the settings of {@code
 * harness/subjects/httpd.conf}.
 */
public final class Httpd {
    static final String NAME = "httpd";
    static final String WORKER_NAME = "httpd-worker";

    /** Debian and its relatives call it so. */
    private static final String DEBIAN_NAME = "apache2";

    /** Where distributions put its modules. */
    private static final List<String> MODULE_FOLDERS =
            List.of(
                    "/usr/lib/apache2/modules",
                    "/usr/lib64/httpd/modules",
                    "/usr/lib/httpd/modules");

    /**
     * It refuses to serve as root. As nobody it still has to read the files, and to write its log,
     * wherever the checkout is.
     */
    private static final List<String> AS_NOBODY =
            List.of(
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");

    private Httpd() {}

    /** One thread waits for all idle connections. Empty where it is not installed. */
    static Optional<ServerCommand> event(Home home) {
        return command(home, "mpm_event");
    }

    /** A thread for each connection. Empty where it is not installed. */
    static Optional<ServerCommand> worker(Home home) {
        return command(home, "mpm_worker");
    }

    private static Optional<ServerCommand> command(Home home, String mpm) {
        Optional<Path> modules =
                MODULE_FOLDERS.stream().map(Path::of).filter(Files::isDirectory).findFirst();
        return Program.find(DEBIAN_NAME, NAME)
                .flatMap(binary -> modules.map(folder -> command(home, binary, folder, mpm)));
    }

    private static ServerCommand command(Home home, Path binary, Path modules, String mpm) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                binary.toString(),
                                "-D",
                                "FOREGROUND",
                                "-d",
                                "./",
                                "-f",
                                "{dir}/httpd.conf"));
        Stream.of(mpm, "authz_core")
                .flatMap(name -> Stream.of("-C", load(modules, name)))
                .forEach(words::add);
        ServerCommand command =
                new ServerCommand(
                        words,
                        ServerCommand.Ready.ACCEPTING,
                        List.of(home.resolve("harness/subjects/httpd.conf")));
        return System.getProperty("user.name").equals("root")
                ? command.startedBy(AS_NOBODY)
                : command;
    }

    private static String load(Path modules, String name) {
        return "LoadModule " + name + "_module " + modules.resolve("mod_" + name + ".so");
    }
}
