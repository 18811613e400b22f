package webarch.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs of the fuzz targets, kept as files whose names say what is in them. */
public final class Seeds {
    private Seeds() {}

    public static Stream<Path> requests() {
        return in("requests");
    }

    public static Stream<Path> targets() {
        return in("targets");
    }

    private static Stream<Path> in(String folder) {
        try {
            URI resources = Seeds.class.getResource(folder).toURI();
            try (Stream<Path> files = Files.list(Path.of(resources))) {
                return List.copyOf(files.sorted().toList()).stream();
            }
        } catch (IOException | URISyntaxException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
