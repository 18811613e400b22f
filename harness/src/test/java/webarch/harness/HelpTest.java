package webarch.harness;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every text of {@code --help} goes through a formatter, for which a percent sign is two. */
final class HelpTest {
    static Stream<CommandSpec> everyCommandHasHelpThatCanBePrinted() {
        return withSubcommands(Main.commandLine()).map(CommandLine::getCommandSpec);
    }

    @ParameterizedTest
    @MethodSource
    void everyCommandHasHelpThatCanBePrinted(CommandSpec command) {
        Stream.concat(
                        Stream.of(command.usageMessage().description()),
                        command.args().stream()
                                .flatMap(argument -> Stream.of(argument.description())))
                .forEach(line -> assertDoesNotThrow(() -> String.format(Locale.ROOT, line), line));
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }
}
