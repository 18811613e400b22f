package webarch.harness.campaign;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import webarch.harness.Home;

/**
 * The code and the Java that a campaign was made with; null where it is not known.
 *
 * @param commit of webarch
 * @param modified whether the checkout differed from that commit
 * @param serversTree git's hash of the folder {@code servers}, the same as long as its content is
 * @param harnessTree the same of {@code harness}
 * @param serverJvmFlags from servers/jvm.options
 * @param serverClassArchives of which servers the build has made one
 */
public record Versions(
        String commit,
        Boolean modified,
        String serversTree,
        String harnessTree,
        String java,
        String javaVendor,
        String kernel,
        List<String> serverJvmFlags,
        List<String> serverClassArchives,
        List<String> harnessJvmFlags) {

    private static final String ARCHIVE = ".jsa";

    /** Names, as in the manifest, of the parts that must not change within a campaign. */
    static final List<String> DECISIVE =
            List.of("servers_tree", "harness_tree", "java", "kernel", "server_jvm_flags");

    public static Versions read(Home home) throws IOException {
        String commit = commit(home);
        String changes = git(home, "status", "--porcelain", "--untracked-files=no");
        return new Versions(
                commit,
                (commit == null || changes == null) ? null : !changes.isEmpty(),
                git(home, "rev-parse", "HEAD:servers"),
                git(home, "rev-parse", "HEAD:harness"),
                Runtime.version().toString(),
                System.getProperty("java.vendor.version"),
                System.getProperty("os.version"),
                flags(home.resolve("servers/jvm.options")),
                archives(home.resolve("servers/target")),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .map(home::scrub)
                        .toList());
    }

    private static List<String> archives(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ARCHIVE))
                    .map(name -> name.substring(0, name.length() - ARCHIVE.length()))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> flags(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList()
                : List.of();
    }

    /** Of the clone, or as an archive of it says. */
    private static String commit(Home home) throws IOException {
        Path told = home.resolve("COMMIT");
        return Files.exists(told) ? Files.readString(told).strip() : git(home, "rev-parse", "HEAD");
    }

    /** What git answers, or null without git or outside a repository of our own. */
    private static String git(Home home, String... arguments) {
        if (!Files.exists(home.resolve(".git"))) {
            return null;
        }
        List<String> words = new ArrayList<>(List.of("git", "-C", home.root().toString()));
        words.addAll(List.of(arguments));
        try {
            Process git =
                    new ProcessBuilder(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? answer.strip() : null;
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
