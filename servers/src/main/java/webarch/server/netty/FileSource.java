package webarch.server.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import webarch.http.HttpDate;
import webarch.http.MediaTypes;
import webarch.http.NotServedException;
import webarch.http.Status;
import webarch.http.TargetPath;
import webarch.server.ServerOptions;

/**
 * Files by request target, the least recently used forgotten first. Small ones are in memory, of
 * the others the channel is open until nobody refers to it. Belongs to the event loop.
 */
final class FileSource {
    /**
     * A file to send.
     *
     * @param modified seconds since 1970
     * @param body the file's bytes where it is small, else null
     * @param channel the open file where it is not small
     */
    record Found(
            long size,
            AsciiString length,
            AsciiString mediaType,
            AsciiString lastModified,
            long modified,
            ByteBuf body,
            FileChannel channel,
            long validUntil) {
        /**
         * In the place of a file that is not known: valid at no time, so that compilers see that
         * happen from the first file on and not only when one has aged.
         */
        static final Found ABSENT = new Found(0, null, null, null, 0, null, null, Long.MIN_VALUE);
    }

    private final Path root;
    private final ServerOptions options;
    private final Map<String, Found> files;

    FileSource(ServerOptions options) throws IOException {
        this.options = options;
        root = options.root().toRealPath();
        files = leastRecentlyUsed(options.cache().descriptors());
    }

    @SuppressWarnings("serial") // never serialised
    private static Map<String, Found> leastRecentlyUsed(int capacity) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * Finds the file of a request target.
     *
     * @throws NotServedException when there is none, or it may not be served
     */
    Found find(String target, long nowMillis) throws NotServedException {
        Found known = files.getOrDefault(target, Found.ABSENT);
        if (nowMillis < known.validUntil) {
            return known;
        }
        files.remove(target);
        Found found = open(TargetPath.decode(target), nowMillis);
        files.put(target, found);
        return found;
    }

    private Found open(byte[] path, long nowMillis) throws NotServedException {
        try {
            Path file = root.resolve(new String(path, StandardCharsets.UTF_8));
            if (!Files.exists(file)) {
                throw new NotServedException(Status.NOT_FOUND);
            }
            file = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!file.startsWith(root) || !attributes.isRegularFile()) {
                throw new NotServedException(Status.FORBIDDEN);
            }
            return describe(file, attributes, nowMillis);
        } catch (AccessDeniedException denied) {
            throw new NotServedException(Status.FORBIDDEN);
        } catch (IOException | IllegalArgumentException failed) {
            throw new NotServedException(Status.INTERNAL_ERROR);
        }
    }

    private Found describe(Path file, BasicFileAttributes attributes, long nowMillis)
            throws IOException {
        ByteBuf body = null;
        FileChannel channel = null;
        long size = attributes.size();
        if (size <= options.cache().inlineBytes()) {
            byte[] bytes = Files.readAllBytes(file);
            size = bytes.length;
            body =
                    Unpooled.unreleasableBuffer(
                            Unpooled.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes));
        } else {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        long modified = attributes.lastModifiedTime().toInstant().getEpochSecond();
        return new Found(
                size,
                AsciiString.of(Long.toString(size)),
                AsciiString.of(MediaTypes.of(file.toString())),
                AsciiString.of(HttpDate.format(modified)),
                modified,
                body,
                channel,
                nowMillis + options.cache().validityMillis());
    }
}
