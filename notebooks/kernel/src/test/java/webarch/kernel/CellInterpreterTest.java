package webarch.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells through a real JShell; every test declares names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellInterpreterTest {
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private CellInterpreter interpreter;
    private Object shown;

    @BeforeAll
    void start() {
        interpreter = new CellInterpreter("");
    }

    @AfterAll
    void close() {
        interpreter.close();
    }

    private Object eval(String cell) throws CellFailure {
        shown = null;
        interpreter.eval(
                cell,
                7,
                value -> {
                    shown = value;
                    return DisplayData.EMPTY;
                });
        return shown;
    }

    private String failure(String cell) {
        CellFailure failure = assertThrows(CellFailure.class, () -> eval(cell));
        return failure.name() + "\n" + String.join("\n", failure.traceback());
    }

    @Test
    void theValueOfTheLastExpressionIsTheObjectItself() throws CellFailure {
        Object image =
                eval(
                        """
                        import java.awt.image.BufferedImage;
                        var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
                        image
                        """);
        assertEquals(3, ((BufferedImage) image).getWidth());
    }

    @Test
    void declarationsAssignmentsAndVoidCallsShowNothing() throws CellFailure {
        assertNull(eval("int declared = 1;"));
        assertNull(eval("declared = 2;"));
        assertNull(eval("System.out.flush();"));
        assertNull(eval("// only a comment"));
        assertNull(eval(" \n "));
    }

    @Test
    void aCellHoldsAnyNumberOfStatementsAndUsesJava25() throws CellFailure {
        assertEquals(
                "p2",
                eval(
                        """
                        record Pair(int a, int b) {} // with a comment
                        Object pair = new Pair(1, 2);

                        switch (pair) {
                            case Pair(int a, int b) when a > 0 -> "p" + b;
                            default -> "other";
                        }
                        """));
    }

    @Test
    void aMethodMayUseWhatIsDeclaredLater() throws CellFailure {
        assertEquals(
                43, eval("int early() { return late() + 1; }\nint late() { return 42; }\nearly()"));
        eval("int earlier() { return inAnotherCell(); }");
        assertTrue(failure("earlier()").contains("there is no method inAnotherCell()"));
        assertEquals(1, eval("int inAnotherCell() { return 1; }\nearlier()"));
    }

    @Test
    void branchesThatYieldDifferentClassesOfACellAreLoadable() throws CellFailure {
        assertEquals(
                "Right",
                eval(
                        """
                        interface Side {}
                        class Left implements Side {}
                        class Right implements Side {}
                        Side side(boolean left) {
                            Side side = null;
                            for (int i = 0; i < 3; i++) {
                                side = left ? new Left() : new Right();
                            }
                            return side;
                        }
                        side(false).getClass().getSimpleName()
                        """));
    }

    @Test
    void aCompileErrorQuotesTheLineOfTheCell() {
        assertEquals(
                """
                CompilationError
                In [7], line 3: incompatible types: java.lang.String cannot be converted to int
                --> 3 |   int wrong = "text";
                      |               ^^^^^^""",
                failure("int right = 1;\n\n  int wrong = \"text\";\nint after = 2;"));
    }

    @Test
    void aVariableOfAnUnknownTypeIsACompileError() {
        assertTrue(failure("Strin mistyped;").contains("there is no class Strin"));
    }

    @Test
    void anIncompleteCellIsACompileError() {
        assertTrue(failure("for (int i = 0; i < 3; i++) {").startsWith("CompilationError"));
    }

    @Test
    void anExceptionIsTracedToTheLinesOfTheCell() {
        assertEquals(
                """
                IllegalStateException
                In [7], line 3
                --> 3 |     throw new IllegalStateException("broken");
                java.lang.IllegalStateException: broken
                    at fail (In [7], line 3)
                    at In [7], line 9""",
                failure(
                        """
                        // a comment
                        void fail() {
                            throw new IllegalStateException("broken");
                        }

                        // another
                        for (int i = 0; i < 3; i++) {

                            fail();
                        }
                        """));
    }

    @Test
    void statementsBeforeTheFailureKeepTheirEffect() throws CellFailure {
        failure("int kept = 5;\nInteger.parseInt(\"x\");\nkept = 6;");
        assertEquals(5, eval("kept"));
    }

    @Test
    void aValueThatCannotBeShownFailsTheCell() {
        CellFailure failure =
                assertThrows(
                        CellFailure.class,
                        () ->
                                interpreter.eval(
                                        "1 + 1",
                                        1,
                                        _ -> {
                                            throw new IllegalStateException("no picture");
                                        }));
        assertEquals("no picture", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(3);",
                "Runtime.getRuntime().exit(3);",
                "Runtime.getRuntime().halt(3);",
                "class Ender { static void end() { System.exit(3); } }\nEnder.end();",
                "Runnable end = () -> System.exit(3);\nend.run();"
            })
    void theEndOfTheProcessIsRefused(String cell) {
        assertTrue(failure(cell).startsWith("ExitRefused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { }",
                "do { spun++; } while (true);",
                "while (true) { try { Thread.sleep(5); } catch (Throwable e) { } }",
                "while (true) { try { again(1); } catch (StackOverflowError e) { } }",
                "Thread.sleep(600_000);",
                "new CountDownLatch(1).await();",
                "synchronized (Object.class) { while (true) { } }",
                "java.util.stream.Stream.iterate(1, i -> i + 1).parallel().forEach(i -> { });",
                "java.util.stream.IntStream.iterate(0, i -> 1 - i).allMatch(i -> i < 2);"
            })
    void anInterruptEndsTheCellAndKeepsVariables(String endless) throws Exception {
        eval("long spun = 41;\nint again(int n) { return n > 9 ? again(n - 1) : again(n + 1); }");
        assertInterrupted("interrupted; variables are kept", endless);
        assertTrue((long) eval("spun + 1") >= 42);
    }

    @Test
    void aThreadThatCannotBeStoppedIsLeftBehind() throws Exception {
        synchronized (BeginSignal.MONITOR) {
            assertInterrupted(
                    "cannot be stopped", "synchronized (webarch.kernel.BeginSignal.MONITOR) {}");
        }
        assertEquals(2, eval("1 + 1"));
    }

    @Test
    void anInterruptBetweenCellsConcernsNeither() throws CellFailure {
        assertEquals(1, eval("1"));
        interpreter.interrupt();
        assertEquals(2, eval("2"));
    }

    @Test
    void anInterruptSparesThreadsOfEarlierCells() throws Exception {
        eval(
                """
                volatile int ticks = 0;
                Thread ticker = new Thread(() -> { while (ticks >= 0) { ticks++; } });
                ticker.setDaemon(true);
                ticker.start();
                """);
        assertInterrupted("variables are kept", "while (true) {}");
        assertEquals(true, eval("ticker.isAlive()"));
        eval("ticks = Integer.MIN_VALUE; ticker.join();");
    }

    /** Interrupts once the cell runs: its first act is to say so. */
    private void assertInterrupted(String message, String cell) throws Exception {
        BeginSignal.reset();
        CompletableFuture<Long> interrupt =
                CompletableFuture.supplyAsync(
                        () -> {
                            BeginSignal.await();
                            interpreter.interrupt();
                            return System.nanoTime();
                        });
        String signalling = "{ webarch.kernel.BeginSignal.give(); " + cell + " }";
        assertTrue(failure(signalling).contains(message));
        Duration reaction = Duration.ofNanos(System.nanoTime() - interrupt.get());
        assertTrue(reaction.compareTo(PROMPT) < 0, () -> "took " + reaction);
    }
}
