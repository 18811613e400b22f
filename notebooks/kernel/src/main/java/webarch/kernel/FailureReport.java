package webarch.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import webarch.kernel.CellSources.Place;

/**
 * Words for what went wrong in a cell: where, the line itself, why, and how it came there. Owned by
 * the thread that evaluates cells.
 */
final class FailureReport {
    private static final int MOST_CAUSES = 10;

    private final CellSources sources;
    private final SourceCodeAnalysis analysis;

    FailureReport(CellSources sources, SourceCodeAnalysis analysis) {
        this.sources = sources;
        this.analysis = analysis;
    }

    CellFailure compilation(Snippet snippet, List<Diag> diagnostics) {
        List<String> lines = new ArrayList<>();
        String first = null;
        for (Diag diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                String message = withoutLocation(diagnostic.getMessage(Locale.ROOT));
                long begin = diagnostic.getStartPosition();
                long at = begin >= 0 ? begin : diagnostic.getPosition();
                quote(
                        sources.of(snippet, (int) at),
                        message,
                        (int) (diagnostic.getEndPosition() - at),
                        lines);
                first = first == null ? message.lines().findFirst().orElse("") : first;
            }
        }
        if (first == null) {
            first = "cannot be compiled or loaded";
            quote(sources.of(snippet, 0), first, 0, lines);
        }
        return new CellFailure("CompilationError", first, lines);
    }

    CellFailure incomplete(int cell, String source) {
        String message = "the cell ends in the middle of a statement";
        return new CellFailure(
                "CompilationError",
                message,
                List.of("In [" + cell + "]: " + message + ":", source.strip()));
    }

    CellFailure undefined(Snippet snippet, String missing) {
        List<String> lines = new ArrayList<>();
        String message = "there is no " + missing;
        quote(sources.of(snippet, 0), message, 0, lines);
        return new CellFailure("CompilationError", message, lines);
    }

    /** Code that JShell accepted in the hope of a later declaration was run without it. */
    CellFailure unresolved(String name, String missing, Throwable thrown) {
        String message = name + " cannot be used: there is no " + missing;
        List<String> lines = new ArrayList<>(List.of(message));
        stack(thrown, lines);
        return new CellFailure("UnresolvedReference", message, lines);
    }

    CellFailure interrupted(boolean abandoned) {
        String message =
                abandoned
                        ? "the cell was interrupted; its thread is in code that cannot be stopped, "
                                + "and ends when that returns"
                        : "the cell was interrupted; variables are kept";
        return new CellFailure("Interrupted", message, List.of("Interrupted: " + message));
    }

    /** An exception that the cell, or the rendering of its value, let through. */
    CellFailure thrown(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        Arrays.stream(thrown.getStackTrace())
                .flatMap(frame -> sources.of(frame, analysis).stream())
                .findFirst()
                .ifPresent(at -> quote(Optional.of(at), "", 0, lines));
        Throwable error = thrown;
        for (int i = 0; error != null && i < MOST_CAUSES; i++) {
            lines.add((i == 0 ? "" : "Caused by: ") + readable(error.toString()));
            stack(error, lines);
            error = error.getCause();
        }
        return new CellFailure(
                thrown.getClass().getSimpleName(),
                thrown.getMessage() == null ? "" : thrown.getMessage(),
                lines);
    }

    private void stack(Throwable error, List<String> lines) {
        for (StackTraceElement frame : error.getStackTrace()) {
            boolean ofGuard = frame.getClassName().equals(CellGuard.class.getName());
            boolean ofKernel = frame.getClassName().startsWith("webarch.kernel.");
            if (ofKernel && !ofGuard) {
                break;
            }
            if (!ofGuard && !frame.getClassName().startsWith("java.lang.reflect.")) {
                lines.add("    at " + readable(frame));
            }
            if (frame.getMethodName().equals("do_it$")) {
                break;
            }
        }
    }

    private String readable(StackTraceElement frame) {
        return sources.of(frame, analysis)
                .map(
                        place -> {
                            String type = readable(frame.getClassName());
                            String method = frame.getMethodName();
                            return method.contains("do_it$")
                                    ? place.toString()
                                    : (type.isEmpty() ? "" : type + ".")
                                            + method
                                            + " ("
                                            + place
                                            + ")";
                        })
                .orElseGet(frame::toString);
    }

    /** Without the names of the classes that JShell wraps snippets in. */
    private static String readable(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+\\$?", "");
    }

    private static String withoutLocation(String message) {
        return message.lines()
                .filter(line -> !line.strip().startsWith("location:"))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static void quote(
            Optional<Place> place, String message, int length, List<String> lines) {
        if (place.isEmpty()) {
            lines.add(message);
            return;
        }
        Place at = place.get();
        lines.add(message.isEmpty() ? at.toString() : at + ": " + message);
        String margin = "--> " + at.line() + " | ";
        lines.add(margin + at.lineText());
        if (length > 0) {
            int most = Math.max(1, at.lineText().length() - at.column());
            lines.add(
                    " ".repeat(margin.length() - 2)
                            + "| "
                            + " ".repeat(at.column())
                            + "^".repeat(Math.min(length, most)));
        }
    }
}
