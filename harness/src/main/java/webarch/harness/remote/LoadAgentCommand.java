package webarch.harness.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./webarch load-agent}: loads a server as a runner on another host says. */
@Command(
        name = "load-agent",
        description = "Loads as a runner on another host orders through its standard input.",
        mixinStandardHelpOptions = true)
public final class LoadAgentCommand implements Callable<Integer> {
    private static final int EXIT_ABANDONED = 3;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "Ends when no order comes for so long (default: ${DEFAULT-VALUE}).")
    private Duration patience;

    @Override
    public Integer call() throws IOException {
        PrintStream answers = System.out;
        // Whatever else has something to say must not say it between the answers.
        System.setOut(System.err);
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ScheduledExecutorService watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("watch").factory())) {
            new LoadAgent(orders, answers, patience, watch, LoadAgentCommand::abandon).serve();
        }
        return 0;
    }

    private static void abandon() {
        System.err.println("webarch load-agent: no order has come; the runner is gone");
        Runtime.getRuntime().halt(EXIT_ABANDONED);
    }
}
