package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import webarch.harness.SkippedException;
import webarch.harness.measure.KernelFile;

/**
 * Where control groups with a limit of memory can be made: below the group of this process, or as
 * near to it as the system allows ({@code cgroups(7)}).
 *
 * @param candidates folders to try, the best first
 */
record MemoryGroups(CgroupVersion version, List<Path> candidates) {
    private static final Pattern MOUNT =
            Pattern.compile("^\\S+ \\S+ \\S+ (\\S+) (\\S+) .* - (cgroup2?) \\S+ (\\S+)$");

    /** One line of {@code /proc/self/mountinfo} about control groups. */
    private record Mount(Path root, Path where, boolean second, List<String> options) {}

    static MemoryGroups find() {
        return find(text("/proc/self/cgroup"), text("/proc/self/mountinfo"))
                .orElseThrow(
                        () ->
                                new SkippedException(
                                        "there are no control groups for memory here (neither"
                                                + " version 1 nor 2 is mounted with that"
                                                + " controller)"));
    }

    private static String text(String file) {
        return KernelFile.read(Path.of(file)).orElse("");
    }

    /** Version 1 where it has the memory controller, for then version 2 cannot have it. */
    static Optional<MemoryGroups> find(String ownGroups, String mountInfo) {
        List<Mount> mounts = mountInfo.lines().flatMap(MemoryGroups::mount).toList();
        Optional<MemoryGroups> first =
                mounts.stream()
                        .filter(mount -> mount.options().contains("memory"))
                        .findFirst()
                        .map(mount -> new MemoryGroups(CgroupVersion.V1, at(mount, ownGroups)));
        return first.or(
                () ->
                        mounts.stream()
                                .filter(mount -> mount.second() && hasMemory(mount))
                                .findFirst()
                                .map(
                                        mount ->
                                                new MemoryGroups(
                                                        CgroupVersion.V2, at(mount, ownGroups))));
    }

    private static Stream<Mount> mount(String line) {
        Matcher found = MOUNT.matcher(line);
        return found.matches()
                ? Stream.of(
                        new Mount(
                                Path.of(found.group(1)),
                                Path.of(found.group(2)),
                                found.group(3).equals("cgroup2"),
                                List.of(found.group(4).split(",", -1))))
                : Stream.empty();
    }

    private static boolean hasMemory(Mount mount) {
        return KernelFile.read(mount.where().resolve("cgroup.controllers"))
                .map(text -> List.of(text.strip().split(" ", -1)).contains("memory"))
                .orElse(false);
    }

    /** Our own group and those above it, as far as the mount shows them. */
    private static List<Path> at(Mount mount, String ownGroups) {
        String wanted = mount.second() ? "0::" : "[^:]*:(?:[^:]*,)?memory(?:,[^:]*)?:";
        Matcher own =
                Pattern.compile("^" + wanted + "(/.*)$", Pattern.MULTILINE).matcher(ownGroups);
        Path path = own.find() ? Path.of(own.group(1)) : Path.of("/");
        Path below = path.startsWith(mount.root()) ? mount.root().relativize(path) : Path.of("");
        Path folder = mount.where().resolve(below).normalize();
        return Stream.iterate(folder, f -> f.startsWith(mount.where()), Path::getParent).toList();
    }

    /** Makes a group of this name; one that an ended process left there is taken over. */
    MemoryGroup create(String name) {
        String reason = "none of the groups above this process hands memory on to new ones";
        for (Path candidate : candidates) {
            if (!version.delegates(candidate)) {
                continue;
            }
            try {
                removeAbandoned(candidate);
                Path folder = candidate.resolve(name);
                if (!Files.isDirectory(folder)) {
                    Files.createDirectory(folder);
                }
                return new MemoryGroup(version, folder);
            } catch (IOException error) {
                reason = "no group can be made in " + candidate + " (" + why(error) + ")";
            }
        }
        throw new SkippedException("memory cannot be limited by a control group: " + reason);
    }

    /** A group goes when it has no process; one that has some is left alone. */
    private static void removeAbandoned(Path folder) throws IOException {
        for (Path abandoned : Abandoned.in(folder)) {
            var _ = abandoned.toFile().delete();
        }
    }

    private static String why(IOException error) {
        return error instanceof AccessDeniedException ? "permission denied" : error.getMessage();
    }
}
