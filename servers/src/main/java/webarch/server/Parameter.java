package webarch.server;

import java.util.Locale;
import org.apache.commons.cli.Option;

/**
 * An option of the command line, each of which takes a value.
 *
 * @param flag its name, with the dashes
 * @param label what stands for the value in the help text
 * @param initial the value where it is not given; null where there is none, or where it depends
 * @param description what it does, for the help text
 */
record Parameter(String flag, String label, String initial, String description) {
    /** One without a value where it is not given. */
    Parameter(String flag, String label, String description) {
        this(flag, label, null, description);
    }

    /** One that takes a word out of a few; the first is its value where it is not given. */
    static Parameter choice(String flag, Enum<?>[] choices, String description) {
        StringBuilder label = new StringBuilder(word(choices[0]));
        for (int i = 1; i < choices.length; i++) {
            label.append('|').append(word(choices[i]));
        }
        return new Parameter(flag, label.toString(), word(choices[0]), description);
    }

    Option toOption() {
        return Option.builder()
                .longOpt(flag.substring(2))
                .hasArg()
                .argName(label)
                .desc(initial == null ? description : description + " (default: " + initial + ")")
                .get();
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
