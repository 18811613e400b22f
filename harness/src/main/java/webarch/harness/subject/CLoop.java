package webarch.harness.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.measure.ServerCommand;

/** The bare C loop of {@code harness/subjects/cloop.c} as a subject, compiled where it is new. */
public final class CLoop {
    static final String NAME = "cloop";

    private static final String COMPILER = "cc";

    private CLoop() {}

    /** Empty where there is no C compiler. */
    static Optional<ServerCommand> command(Home home) {
        return Program.find(COMPILER)
                .map(
                        compiler ->
                                new ServerCommand(
                                        List.of(
                                                binary(home, compiler).toString(),
                                                "--root",
                                                "{root}",
                                                "--bind",
                                                "{address}"),
                                        ServerCommand.Ready.ANNOUNCED));
    }

    private static Path binary(Home home, Path compiler) {
        Path source = home.resolve("harness/subjects/cloop.c");
        Path binary = home.resolve(".work/cloop");
        try {
            if (!Files.exists(binary)
                    || Files.getLastModifiedTime(binary)
                                    .compareTo(Files.getLastModifiedTime(source))
                            < 0) {
                Files.createDirectories(binary.getParent());
                compile(compiler, source, binary);
            }
            return binary;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Under another name first, so that a half-written program is never run. */
    private static void compile(Path compiler, Path source, Path binary) throws IOException {
        Path partial = Files.createTempFile(binary.getParent(), NAME, "");
        try {
            Process process =
                    new ProcessBuilder(
                                    compiler.toString(),
                                    "-O2",
                                    "-pthread",
                                    "-o",
                                    partial.toString(),
                                    source.toString())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UsageException(
                        "cc cannot compile harness/subjects/cloop.c: "
                                + said.lines().findFirst().orElse("no reason given")
                                + "; leave cloop out with --servers");
            }
            Files.move(partial, binary, StandardCopyOption.ATOMIC_MOVE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compiling", interrupted);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
