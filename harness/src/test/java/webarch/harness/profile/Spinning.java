package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java virtual machine that does one thing, and nothing else: it spends CPU time in a method. */
final class Spinning {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Spinning() {}

    /** Prints a line when it has begun. */
    public static void main(String[] arguments) {
        System.out.println("ready");
        for (long i = 0; ; i++) {
            burn(i);
        }
    }

    static void burn(long seed) {
        long value = seed;
        for (int i = 0; i < 10_000_000; i++) {
            value = value * 6364136223846793005L + 1442695040888963407L;
        }
        if (value == 42) {
            System.out.println(value);
        }
    }

    /** What starts one. */
    static List<String> command() {
        return java(Spinning.class);
    }

    /** What starts a virtual machine like it with another class. */
    static List<String> java(Class<?> main, String... arguments) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                JAVA.toString(),
                                "-XX:+UseSerialGC",
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** One that has begun. */
    static Process start() throws IOException {
        Process process = new ProcessBuilder(command()).start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the virtual machine has ended");
        }
        return process;
    }
}
