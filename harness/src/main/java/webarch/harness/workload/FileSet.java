package webarch.harness.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public record FileSet(String sha256, List<RequestLog.Target> files) {
    public void write(Path directory) throws IOException {
        for (RequestLog.Target file : files) {
            Path path = directory.resolve(file.path());
            if (!Files.exists(path) || Files.size(path) != file.size()) {
                Files.createDirectories(path.getParent());
                Files.write(path, new byte[(int) file.size()]);
            }
        }
    }
}
