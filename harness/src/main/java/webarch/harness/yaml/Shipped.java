package webarch.harness.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import webarch.harness.Home;
import webarch.harness.UsageException;

/** The YAML files of one kind that come with the checkout; the user may name a file elsewhere. */
public enum Shipped {
    PLAN("plan", "harness/plans"),
    TUNING("tunables of", "harness/tuning"),
    WORKLOAD("workload", "harness/workloads");

    private static final String SUFFIX = ".yaml";

    private final String kind;
    private final String folder;

    Shipped(String kind, String folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /**
     * Reads the file that the user means.
     *
     * @param home asked for the checkout only where {@code nameOrPath} is a name
     * @param nameOrPath name of a shipped file; with a slash or a suffix of YAML, a path
     * @throws UsageException if it is not there or is not YAML
     */
    public YamlNode read(Supplier<Home> home, String nameOrPath) {
        if (nameOrPath.contains("/")
                || nameOrPath.endsWith(SUFFIX)
                || nameOrPath.endsWith(".yml")) {
            return YamlFile.read(Path.of(nameOrPath), nameOrPath);
        }
        Home checkout = home.get();
        Path file = checkout.resolve(folder).resolve(nameOrPath + SUFFIX);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "no %s `%s` in %s%s"
                            .formatted(
                                    kind,
                                    nameOrPath,
                                    folder,
                                    Nearest.hint(nameOrPath, names(checkout.resolve(folder)))));
        }
        return YamlFile.read(file, checkout.show(file));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
