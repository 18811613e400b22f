package webarch.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import webarch.kernel.Assistant.Completion;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistantTest {
    private CellInterpreter interpreter;
    private Assistant assistant;

    @BeforeAll
    void start() {
        interpreter = new CellInterpreter("");
        assistant = new Assistant(interpreter.analysis());
    }

    @AfterAll
    void close() {
        interpreter.close();
    }

    @Test
    void positionsCountCodePoints() {
        String code = "String rocket = \"🚀\"; rocket.isEm";
        ReplacementOptions options =
                assistant.complete(code, code.codePointCount(0, code.length()));
        assertEquals("isEmpty()", options.getReplacements().getFirst());
        assertEquals(code.codePointCount(0, code.lastIndexOf("isEm")), options.getSourceStart());
    }

    @Test
    void whatACellDeclaredIsCompleted() throws CellFailure {
        interpreter.eval("int throughputOfKnot = 1;", 1, _ -> null);
        assertTrue(
                assistant
                        .complete("throughputOf", 12)
                        .getReplacements()
                        .contains("throughputOfKnot"));
    }

    @Test
    void nothingFittingIsAnEmptyAnswer() {
        assertTrue(assistant.complete("noSuchNameAtAll", 15).getReplacements().isEmpty());
    }

    @Test
    void inspectionWorksFromWithinAName() {
        for (int cursor : new int[] {5, 9, 10}) {
            Object text = assistant.inspect("\"\".repeat(3)", cursor).getData(MIMEType.TEXT_PLAIN);
            assertTrue(text.toString().startsWith("String String.repeat(int count)"));
        }
        assertNull(assistant.inspect("noSuchNameAtAll", 3));
    }

    @Test
    void completenessOfCode() {
        assertEquals(Completion.COMPLETE, assistant.completion("int a = 1;\nint b = 2;"));
        assertEquals(Completion.INCOMPLETE, assistant.completion("int f() {"));
        assertEquals(Completion.INVALID, assistant.completion("int a = 1 }"));
    }
}
