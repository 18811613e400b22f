package webarch.harness.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import webarch.harness.UsageException;

public record Workload(String name, int directories) {
    public static Workload load(String nameOrPath) {
        if (!nameOrPath.equals("specweb99")) {
            throw new UsageException("no workload `" + nameOrPath + "`");
        }
        return new Workload(nameOrPath, 20);
    }

    public Workload withDirectories(int count) {
        return new Workload(name, count);
    }

    public FileSet fileSet(long seed) {
        return new FileSet("f".repeat(64), files());
    }

    public RequestLog requestLog(long seed) {
        return new RequestLog(name, "a".repeat(64), files());
    }

    private List<RequestLog.Target> files() {
        List<RequestLog.Target> files = new ArrayList<>();
        for (int d = 0; d < directories; d++) {
            for (int c = 0; c < 3; c++) {
                for (int f = 1; f <= 9; f++) {
                    files.add(
                            new RequestLog.Target(
                                    String.format(Locale.ROOT, "dir%05d/class%d_%d", d, c, f),
                                    f * (long) (100 * Math.pow(10, c))));
                }
            }
        }
        return files;
    }
}
