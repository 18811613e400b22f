package webarch.harness.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files below a folder by the numbers under which the kernel knows them. A number is given at
 * the first look-up and stays; the files must not change meanwhile. Thread-safe.
 */
final class NodeTable {
    /** The kernel's number of the root ({@code FUSE_ROOT_ID}). */
    static final long ROOT = 1;

    /** One file or folder. */
    record Node(long number, Path path, boolean directory, long size, long modifiedSeconds) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Path, Node> known = new HashMap<>();

    NodeTable(Path root) throws IOException {
        add(root);
    }

    synchronized Node node(long number) {
        return nodes.get(Math.toIntExact(number - ROOT));
    }

    Path path(long number) {
        return node(number).path();
    }

    /** The child of this name, or null where there is none. */
    synchronized Node child(long parent, String name) {
        Path path = path(parent).resolve(name);
        Node node = known.get(path);
        if (node != null) {
            return node;
        }
        try {
            return add(path);
        } catch (IOException _) {
            return null;
        }
    }

    private Node add(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        Node node =
                new Node(
                        ROOT + nodes.size(),
                        path,
                        found.isDirectory(),
                        found.size(),
                        found.lastModifiedTime().toMillis() / 1000);
        nodes.add(node);
        known.put(path, node);
        return node;
    }
}
