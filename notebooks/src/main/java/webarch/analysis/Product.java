package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is made of others and may be made again. */
public final class Product {
    private Product() {}

    /** Writes the text, and leaves a file alone that holds it already. */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.isRegularFile(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}
