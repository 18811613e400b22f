package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import webarch.harness.UsageException;

/** The folder of the shipped workloads. */
record WorkloadFiles(Path folder) {
    private static final String SUFFIX = ".yaml";

    /** The folder in the checkout that the launcher names in WEBARCH_HOME. */
    static WorkloadFiles atHome() {
        String home = System.getenv().getOrDefault("WEBARCH_HOME", "");
        return new WorkloadFiles(Path.of(home, "harness", "workloads"));
    }

    Path find(String nameOrPath) {
        Path shipped = folder.resolve(nameOrPath + SUFFIX);
        if (!nameOrPath.contains("/") && Files.isRegularFile(shipped)) {
            return shipped;
        }
        Path path = Path.of(nameOrPath);
        if (Files.isRegularFile(path)) {
            return path;
        }
        throw new UsageException(
                "unknown workload '%s': give the path of a YAML file or one of: %s"
                        .formatted(nameOrPath, shipped()));
    }

    private String shipped() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException _) {
            return "(none: WEBARCH_HOME does not name the webarch folder)";
        }
    }
}
