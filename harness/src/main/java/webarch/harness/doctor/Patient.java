package webarch.harness.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import webarch.harness.measure.CpuList;
import webarch.harness.measure.KernelFile;

/**
 * The machine under examination, as its files tell.
 *
 * @param root of the file system, {@code /} unless a test made another one
 * @param home the checkout
 * @param cpus which this process may use
 * @param units of its systemd
 */
record Patient(Path root, Path home, CpuList cpus, Units units) {
    /** The text of a file without surrounding blanks; empty where there is none to be read. */
    Optional<String> text(String file) {
        return KernelFile.read(root.resolve(file)).map(String::strip).filter(t -> !t.isEmpty());
    }

    /** The whole number that a file consists of. */
    OptionalLong number(String file) {
        return text(file)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    /** Names in a folder, in order; none where there is no such folder. */
    List<String> names(String folder) {
        String[] names = root.resolve(folder).toFile().list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** A line of /proc/meminfo in bytes. */
    long memory(String field) {
        return text("proc/meminfo").map(text -> 1024 * KernelFile.field(text, field)).orElse(0L);
    }

    /** The first group of the first match in a file. */
    Optional<String> find(String file, String pattern) {
        Matcher matcher =
                Pattern.compile(pattern, Pattern.MULTILINE).matcher(text(file).orElse(""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
