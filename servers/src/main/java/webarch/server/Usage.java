package webarch.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/** What the command line may hold. */
final class Usage {
    private static final int WIDTH = 96;

    private Usage() {}

    /**
     * Takes a command line apart.
     *
     * @throws IllegalArgumentException naming what cannot be understood
     */
    static Arguments parse(String... line) {
        List<Parameter> parameters = parameters();
        parameters.add(ProcessArguments.PARENT);
        return Arguments.parse(parameters, line);
    }

    private static List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(ServerArguments.PARAMETERS);
        parameters.addAll(ThreadArguments.PARAMETERS);
        parameters.addAll(ProcessArguments.PARAMETERS);
        return parameters;
    }

    /** Prints what it may hold, in the order of declaration. */
    static void printHelp() throws IOException {
        List<Option> options = new ArrayList<>();
        for (Parameter parameter : parameters()) {
            options.add(parameter.toOption());
        }
        options.add(Arguments.HELP);
        options.add(Arguments.VERSION);
        TextHelpAppendable out = new TextHelpAppendable(System.out);
        out.setMaxWidth(WIDTH);
        HelpFormatter formatter =
                HelpFormatter.builder().setShowSince(false).setHelpAppendable(out).get();
        formatter.setSyntaxPrefix("Usage:");
        formatter.printHelp(
                "webarch serve SERVER --root DIR [options]",
                "Serves the files below a directory over HTTP until SIGTERM. SERVER is one of "
                        + Architectures.names()
                        + ".",
                options,
                "",
                false);
    }
}
