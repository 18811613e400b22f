package webarch.harness.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody who mistyped a name may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The end of a refusal: the one close name, or all of them where none is close. */
    public static String hint(String typed, Collection<String> known) {
        return to(typed, known)
                .map(name -> "; did you mean `" + name + "`?")
                .orElseGet(
                        () ->
                                known.stream()
                                        .sorted()
                                        .map(name -> "`" + name + "`")
                                        .collect(Collectors.joining(", ", "; known: ", "")));
    }

    private static Optional<String> to(String typed, Collection<String> known) {
        int tolerated = Math.max(1, typed.length() / 3);
        return known.stream()
                .filter(name -> distance(typed, name) <= tolerated)
                .min(
                        Comparator.<String>comparingInt(name -> distance(typed, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's edit distance: insertions, deletions and replacements of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
