package webarch.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * Remembers where in which cell each snippet stood, because JShell counts from the start of a
 * snippet, the virtual machine from the start of the class around it, and readers from the start of
 * a cell. Owned by the thread that evaluates cells.
 */
final class CellSources {
    private final Map<Snippet, Start> starts = new LinkedHashMap<>();

    private record Start(int cell, String source, int offset) {}

    /** A position in a cell; {@code line} counts from 1, {@code column} from 0. */
    record Place(int cell, int line, int column, String lineText) {
        @Override
        public String toString() {
            return "In [" + cell + "], line " + line;
        }
    }

    /** Notes that {@code snippet} stands at {@code offset} of cell {@code cell}. */
    void add(Snippet snippet, int cell, String source, int offset) {
        starts.put(snippet, new Start(cell, source, offset));
    }

    /** The place of the character at {@code offset} of the snippet. */
    Optional<Place> of(Snippet snippet, int offset) {
        return Optional.ofNullable(starts.get(snippet))
                .map(start -> place(start, start.offset() + offset));
    }

    /** The place of a stack frame, if it is one of a cell. */
    Optional<Place> of(StackTraceElement frame, SourceCodeAnalysis analysis) {
        return starts.keySet().stream()
                .map(
                        snippet -> {
                            SnippetWrapper wrapper = analysis.wrapper(snippet);
                            return wrapper != null && isIn(frame, wrapper.fullClassName())
                                    ? place(
                                            starts.get(snippet),
                                            starts.get(snippet).offset()
                                                    + offset(wrapper, frame.getLineNumber()))
                                    : null;
                        })
                .filter(place -> place != null)
                .findFirst();
    }

    private static boolean isIn(StackTraceElement frame, String className) {
        return frame.getClassName().equals(className)
                || frame.getClassName().startsWith(className + "$");
    }

    private static int offset(SnippetWrapper wrapper, int line) {
        String wrapped = wrapper.wrapped();
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = wrapped.indexOf('\n', at) + 1;
        }
        while (at < wrapped.length() && Character.isWhitespace(wrapped.charAt(at))) {
            at++;
        }
        return wrapper.wrappedToSourcePosition(at);
    }

    private static Place place(Start start, int offset) {
        String source = start.source();
        String before = source.substring(0, Math.clamp(offset, 0, source.length()));
        int column = before.length() - before.lastIndexOf('\n') - 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        String text = source.lines().skip(line - 1L).findFirst().orElse("");
        return new Place(start.cell(), line, column, text);
    }
}
