package webarch.harness.workload;

import java.util.List;

public record RequestLog(String name, String sha256, List<Target> targets) {
    public record Target(String path, long size) {}
}
