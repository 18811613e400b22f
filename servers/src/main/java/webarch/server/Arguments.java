package webarch.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * What was given on the command line. Whatever cannot be used of it is answered by an {@link
 * IllegalArgumentException} that names the flag and the reason.
 */
final class Arguments {
    static final Option HELP =
            Option.builder("h").longOpt("help").desc("print this text and exit").get();
    static final Option VERSION =
            Option.builder("V").longOpt("version").desc("print the version and exit").get();

    private final List<String> words;
    private final Map<String, String> values = new HashMap<>();

    private Arguments(CommandLine line) {
        words = line.getArgList();
        for (Option option : line.getOptions()) {
            String flag = flag(option);
            if (values.containsKey(flag)) {
                throw new IllegalArgumentException(flag + ": is given twice");
            }
            values.put(flag, option.getValue());
        }
    }

    static Arguments parse(List<Parameter> parameters, String... line) {
        Options options = new Options().addOption(HELP).addOption(VERSION);
        for (Parameter parameter : parameters) {
            options.addOption(parameter.toOption());
        }
        try {
            return new Arguments(
                    DefaultParser.builder()
                            .setAllowPartialMatching(false)
                            .setStripLeadingAndTrailingQuotes(false)
                            .get()
                            .parse(options, line));
        } catch (UnrecognizedOptionException unknown) {
            throw new IllegalArgumentException(
                    unknown.getOption() + ": there is no such option; --help lists them", unknown);
        } catch (MissingArgumentException missing) {
            throw new IllegalArgumentException(
                    flag(missing.getOption()) + ": needs a value", missing);
        } catch (ParseException other) {
            throw new IllegalArgumentException(other.getMessage(), other);
        }
    }

    /** What is neither an option nor its value. */
    List<String> words() {
        return words;
    }

    boolean has(Option option) {
        return has(flag(option));
    }

    boolean has(Parameter parameter) {
        return has(parameter.flag());
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The value given, or else the initial one, or else null. */
    String text(Parameter parameter) {
        return values.getOrDefault(parameter.flag(), parameter.initial());
    }

    /** A whole number within limits. */
    int integer(Parameter parameter, int least, int most) {
        return (int) number(parameter, least, most);
    }

    /** A whole number within limits. */
    long number(Parameter parameter, long least, long most) {
        long number;
        try {
            number = Long.parseLong(text(parameter));
        } catch (NumberFormatException other) {
            throw noNumber(parameter, "whole number", other);
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    parameter.flag() + ": must be from " + least + " to " + most);
        }
        return number;
    }

    /** A time, which is given in seconds. */
    long millis(Parameter parameter, long least) {
        double seconds;
        try {
            seconds = Double.parseDouble(text(parameter));
        } catch (NumberFormatException other) {
            throw noNumber(parameter, "number", other);
        }
        if (!(seconds * 1000 >= least)) { // which NaN is not, either
            throw new IllegalArgumentException(
                    parameter.flag()
                            + (least == 0 ? ": must not be negative" : ": must be positive"));
        }
        return Math.round(seconds * 1000);
    }

    private IllegalArgumentException noNumber(
            Parameter parameter, String kind, NumberFormatException cause) {
        return new IllegalArgumentException(
                parameter.flag() + ": '" + text(parameter) + "' is no " + kind, cause);
    }

    /** The one chosen of those that a {@link Parameter#choice} was made of. */
    <E extends Enum<E>> E choice(Parameter parameter, E[] choices) {
        String text = text(parameter);
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException(
                parameter.flag()
                        + ": must be "
                        + parameter.label().replace("|", " or ")
                        + ", not '"
                        + text
                        + "'");
    }

    private static String flag(Option option) {
        return "--" + option.getLongOpt();
    }
}
