package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A JShell that takes whole cells: splits them into snippets, runs these in order, stops at the
 * first that fails, and answers the value of the last. Used by one thread at a time, except {@link
 * #interrupt}.
 */
final class CellInterpreter implements AutoCloseable {
    /** What IJava imports, so that a notebook written on one kernel runs on the other. */
    private static final List<String> IMPORTS =
            List.of(
                    "java.util.*",
                    "java.io.*",
                    "java.math.*",
                    "java.net.*",
                    "java.util.concurrent.*",
                    "java.util.prefs.*",
                    "java.util.regex.*");

    private final CellExecution execution = new CellExecution(new CellClasses());
    private final CellSources sources = new CellSources();
    private final JShell shell;
    private final FailureReport report;

    /**
     * @param classPath libraries for cells, separated like {@code -classpath}
     */
    CellInterpreter(String classPath) {
        shell = JShell.builder().executionEngine(new InProcess(), Map.of()).build();
        report = new FailureReport(sources, analysis());
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                shell.addToClasspath(entry);
            }
        }
        IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
        shell.eval("import static " + Display.class.getName() + ".*;");
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    /** Ends the cell that runs now, if any, within two seconds. */
    void interrupt() {
        execution.stop();
    }

    /**
     * Runs a cell.
     *
     * @param number the cell's execution count
     * @param renderer makes the last value presentable; runs as part of the cell
     * @return the rendered value of the last expression, or null if there is none
     */
    DisplayData eval(String cell, int number, Function<Object, DisplayData> renderer)
            throws CellFailure {
        execution.begin();
        List<Snippet> declared = new ArrayList<>();
        Object value = null;
        String rest = cell;
        while (true) {
            CompletionInfo next = analysis().analyzeCompletion(rest);
            if (next.completeness() == Completeness.EMPTY) {
                break;
            }
            String source = next.completeness().isComplete() ? next.source() : rest;
            value = evalSnippets(source, number, cell, cell.length() - rest.length(), declared);
            if (!next.completeness().isComplete()) {
                throw report.incomplete(number, rest);
            }
            rest = next.remaining();
        }
        reportUndefined(declared);
        return value == null ? null : render(value, renderer);
    }

    private Object evalSnippets(
            String source, int number, String cell, int from, List<Snippet> declared)
            throws CellFailure {
        Object value = null;
        for (SnippetEvent event : shell.eval(source)) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() != null) {
                continue;
            }
            sources.add(snippet, number, cell, from);
            Object result = execution.takeValue();
            Throwable thrown = execution.takeThrown();
            if (execution.isStopped()) {
                throw report.interrupted(execution.isAbandoned());
            }
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                throw report.unresolved(
                        unresolved.getSnippet().name(), missing(unresolved.getSnippet()), thrown);
            }
            if (event.exception() != null) {
                throw report.thrown(thrown);
            }
            if (event.status() == Status.REJECTED) {
                throw report.compilation(snippet, shell.diagnostics(snippet).toList());
            }
            declared.add(snippet);
            value =
                    switch (snippet.subKind()) {
                        case VAR_VALUE_SUBKIND,
                                OTHER_EXPRESSION_SUBKIND,
                                TEMP_VAR_EXPRESSION_SUBKIND ->
                                result;
                        default -> null;
                    };
        }
        return value;
    }

    /**
     * A cell may use what it declares further down, and a method or class what a later cell
     * declares. A variable of a type that does not exist by the end of its cell is a mistake.
     */
    private void reportUndefined(List<Snippet> declared) throws CellFailure {
        for (Snippet snippet : declared) {
            Status status = shell.status(snippet);
            if (snippet instanceof DeclarationSnippet declaration
                    && (status == Status.RECOVERABLE_DEFINED
                            || status == Status.RECOVERABLE_NOT_DEFINED)) {
                if (snippet instanceof VarSnippet) {
                    throw report.undefined(snippet, missing(declaration));
                }
                System.err.println(
                        declaration.name()
                                + " cannot be used until there is "
                                + missing(declaration));
            }
        }
    }

    private String missing(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    }

    private DisplayData render(Object value, Function<Object, DisplayData> renderer)
            throws CellFailure {
        try {
            return execution.run(() -> renderer.apply(value));
        } catch (StoppedException e) {
            throw report.interrupted(execution.isAbandoned());
        } catch (InvocationTargetException e) {
            throw report.thrown(e.getCause());
        } catch (Exception e) {
            throw report.thrown(e);
        }
    }

    @Override
    public void close() {
        shell.close();
    }

    private final class InProcess implements ExecutionControlProvider {
        @Override
        public String name() {
            return "webarch";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return execution;
        }
    }
}
