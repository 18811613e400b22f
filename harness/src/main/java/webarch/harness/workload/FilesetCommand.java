package webarch.harness.workload;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./webarch fileset}: writes the files of a workload. */
@Command(
        name = "fileset",
        description =
                "Writes a workload's files, skips what is already right, prints their SHA-256.",
        mixinStandardHelpOptions = true)
public final class FilesetCommand implements Runnable {
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Mixin private WorkloadArguments arguments;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the file set.")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        Workload workload = arguments.workload();
        FileSet files = workload.fileSet(arguments.seed());
        int count = files.files().size();
        AtomicInteger right = new AtomicInteger();
        AtomicLong told = new AtomicLong(System.nanoTime());
        FileSet.Written written =
                files.write(
                        out,
                        more -> {
                            int done = right.addAndGet(more);
                            long now = System.nanoTime();
                            long last = told.get();
                            if (now - last > PROGRESS_NANOS && told.compareAndSet(last, now)) {
                                spec.commandLine()
                                        .getErr()
                                        .println(done + " of " + count + " files");
                            }
                        });
        var print = spec.commandLine().getOut();
        print.println("files        " + count + " (" + written.files() + " written)");
        print.println("bytes        " + files.bytes());
        print.println("file set     sha256 " + written.sha256());
        print.println("request log  sha256 " + workload.requestLog(arguments.seed()).sha256());
    }
}
