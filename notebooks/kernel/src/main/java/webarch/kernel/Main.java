package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts the kernel as Jupyter asks: with the path of the file that describes the connection. Ends
 * when Jupyter asks, or when the process that started it is gone.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments)
            throws IOException, GeneralSecurityException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("webarch kernel: needs one argument, Jupyter's connection file");
            System.exit(2);
        }
        KernelConnectionProperties properties =
                KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
        endWithParent();

        CellOutput output = new CellOutput();
        System.setOut(output.out());
        System.setErr(output.err());
        System.setIn(InputStream.nullInputStream());
        output.start();

        String classPath = System.getenv("WEBARCH_NOTEBOOK_CLASSPATH");
        CompletableFuture<CellInterpreter> interpreter =
                CompletableFuture.supplyAsync(
                        () -> new CellInterpreter(classPath == null ? "" : classPath));
        Connection connection = new Connection(properties);
        new JavaKernel(interpreter, output).becomeHandlerForConnection(connection);
        connection.connect();
        connection.awaitClose();
        System.exit(0);
    }

    private static void endWithParent() {
        Optional.ofNullable(System.getenv("JPY_PARENT_PID"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .ifPresent(
                        parent ->
                                Thread.ofPlatform()
                                        .name("parent-watch")
                                        .daemon()
                                        .start(() -> endAfter(parent)));
    }

    private static void endAfter(ProcessHandle parent) {
        parent.onExit().join();
        Runtime.getRuntime().halt(0);
    }
}
