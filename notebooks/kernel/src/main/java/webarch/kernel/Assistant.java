package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * Answers what an editor asks while a cell is written. Jupyter counts positions in code points,
 * Java in UTF-16 units. Used by the thread of the shell channel.
 */
final class Assistant {
    private final SourceCodeAnalysis analysis;

    enum Completion {
        COMPLETE,
        INCOMPLETE,
        INVALID
    }

    Assistant(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** Continuations of the code before {@code cursor}, those of a fitting type first. */
    ReplacementOptions complete(String code, int cursor) {
        int at = index(code, cursor);
        int[] anchor = {at};
        List<String> continuations =
                analysis.completionSuggestions(code, at, anchor).stream()
                        .sorted(Comparator.comparing(Suggestion::matchesType).reversed())
                        .map(Suggestion::continuation)
                        .distinct()
                        .toList();
        return new ReplacementOptions(continuations, code.codePointCount(0, anchor[0]), cursor);
    }

    /** Signature and documentation of what stands at {@code cursor}, or null if there is none. */
    DisplayData inspect(String code, int cursor) {
        int end = index(code, cursor);
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        String name = code.substring(0, end);
        List<Documentation> found = analysis.documentation(name, end, true);
        if (found.isEmpty()) {
            // A method is found by its call alone.
            found = analysis.documentation(name + "(", end + 1, true);
        }
        return found.isEmpty()
                ? null
                : new DisplayData(
                        found.stream().map(Assistant::text).collect(Collectors.joining("\n\n")));
    }

    private static String text(Documentation documentation) {
        String javadoc = documentation.javadoc();
        return documentation.signature() + (javadoc == null ? "" : "\n" + javadoc.strip());
    }

    Completion completion(String code) {
        CompletionInfo next = analysis.analyzeCompletion(code);
        // Erroneous code counts as complete too: reading on would not mend it.
        while (next.completeness().isComplete() && next.completeness() != Completeness.UNKNOWN) {
            next = analysis.analyzeCompletion(next.remaining());
        }
        return switch (next.completeness()) {
            case Completeness.UNKNOWN -> Completion.INVALID;
            case Completeness.CONSIDERED_INCOMPLETE, Completeness.DEFINITELY_INCOMPLETE ->
                    Completion.INCOMPLETE;
            default -> Completion.COMPLETE;
        };
    }

    private static int index(String code, int cursor) {
        int codePoints = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.clamp(cursor, 0, codePoints));
    }
}
