package webarch.harness.doctor;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import webarch.harness.Home;

/** {@code ./webarch doctor}: what the machine lacks. Changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Tells what this machine lacks for measurements that can be trusted, and how to fix it.",
            "Exits with 0 unless something prevents runs; then with 2."
        },
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "For programs, as data/SCHEMA.md describes it.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Examination examination = Examination.of(Doctor.examine(Home.find(), MOMENT));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? examination.json() : examination.text());
        out.flush();
        return examination.count(Finding.State.PROBLEM) == 0 ? ExitCode.OK : ExitCode.USAGE;
    }
}
