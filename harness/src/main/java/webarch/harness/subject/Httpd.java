package webarch.harness.subject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.measure.ServerCommand;

/** Apache httpd as a subject, with the settings of {@code harness/subjects/httpd.conf}. */
public final class Httpd {
    static final String NAME = "httpd";

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

    private static final List<String> MODULES = List.of("mpm_event", "authz_core");

    private Httpd() {}

    /** Empty where it is not installed. */
    public static Optional<ServerCommand> command(Home home) {
        Optional<Path> modules =
                MODULE_FOLDERS.stream().map(Path::of).filter(Files::isDirectory).findFirst();
        return Program.find(DEBIAN_NAME, NAME)
                .flatMap(binary -> modules.map(folder -> command(home, binary, folder)));
    }

    private static ServerCommand command(Home home, Path binary, Path modules) {
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
        MODULES.stream().flatMap(name -> Stream.of("-C", load(modules, name))).forEach(words::add);
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
