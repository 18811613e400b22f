package webarch.harness.subject;

import java.util.ArrayList;
import java.util.List;
import webarch.harness.Home;
import webarch.harness.UsageException;
import webarch.harness.measure.ServerCommand;
import webarch.harness.plan.Subject;

/** How a server of a plan is started. */
public final class SubjectCommand {
    private SubjectCommand() {}

    public static ServerCommand of(Home home, Subject subject) {
        if (!subject.command().isEmpty()) {
            List<String> words = new ArrayList<>(subject.command());
            words.addAll(subject.arguments());
            return new ServerCommand(words, ServerCommand.Ready.ACCEPTING);
        }
        if (Foreign.NAMES.contains(subject.server())) {
            return Foreign.command(
                            home, subject.server(), subject.arguments(), "server " + subject.name())
                    .orElseThrow(() -> new UsageException(Foreign.remedy(subject.server())));
        }
        return ServerCommand.ours(home.resolve("webarch"), subject.server(), subject.arguments());
    }

    /** Whether it keeps the whole contract of {@code ./webarch serve}, its exit code included. */
    public static boolean isOurs(Subject subject) {
        return subject.command().isEmpty() && !Foreign.NAMES.contains(subject.server());
    }
}
