package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import webarch.harness.UsageException;

/** The nearest frame to the leaf that a rule fits decides, and for one frame the first rule. */
class CategoryTableTest {
    private static final String RULES =
            """
            # a comment
            @transparent\t-\tk\tleaf\t(save_)?irq_enable
            @peer\t-\tk\tany\tbacklog
            waking\tkernel\tk\tunder:wake_.*\tunlock
            unlocking\tkernel\tk\tleaf\tunlock
            copying\tkernel\tk\tany\tcopy_.*
            entry\tkernel\tk\tleaf\tdo_call
            other\tunclear\tk\tany\tdo_call
            interpreter\tjvm\ti\tleaf\t.*
            parsing\tserver\tji\tany\tweb/Parser[.].*
            compiler\tjvm\tt\tany\tC2.*
            """;

    @TempDir Path folder;

    private CategoryTable table(String rules) throws IOException {
        Path file = folder.resolve("categories.tsv");
        Files.writeString(file, rules);
        return CategoryTable.read(file);
    }

    @ParameterizedTest
    @CsvSource({
        "[loop tid=7];web/Parser.parse_[j];copy_in_[k], copying",
        "[loop tid=7];web/Parser.parse_[j];do_call_[k], entry",
        "[loop tid=7];web/Parser.parse_[j];wake_one_[k];unlock_[k], waking",
        "[loop tid=7];web/Parser.parse_[j];do_call_[k];unlock_[k], unlocking",
        "[loop tid=7];web/Parser.parse_[j];wake_one_[k];unlock_[k];helper_[k], parsing",
        "[loop tid=7];web/Parser.parse_[j];do_call_[k];helper_[k], other",
        "[loop tid=7];web/Parser.parse_[j];wake_one_[k];unlock_[k];save_irq_enable_[k];irq_enable_[k], waking",
        "[loop tid=7];web/Parser.parse_[j];do_call_[k];irq_enable_[k], entry",
        "irq_enable_[k], unclassified",
        "[loop tid=7];web/Parser.parse_[j];memcpy, parsing",
        "[loop tid=7];web/Parser.parse_[0];memcpy, parsing",
        "[loop tid=7];web/Parser.parse_[0], interpreter",
        "[loop tid=7];web/Parser.parse_[i];java/lang/String.charAt_[i], parsing",
        "[C2 Compiler tid=7];Compile::Compile;PhaseChaitin, compiler",
        "[loop tid=7];copy_user_in_a_library, unclassified",
        "[loop tid=7];web/Parser_[j], unclassified"
    })
    void theNearestFrameToTheLeafDecides(String stack, String category) throws IOException {
        assertEquals(category, table(RULES).of(Stack.parse(stack)).name());
    }

    @Test
    void aMarkIsNoCategoryAndMayBeAnywhere() throws IOException {
        CategoryTable table = table(RULES);
        Stack marked = Stack.parse("[loop tid=7];do_call_[k];backlog_[k];copy_in_[k]");
        assertTrue(table.marked(marked, "@peer"));
        assertFalse(table.marked(Stack.parse("[loop tid=7];backlog;copy_in_[k]"), "@peer"));
        assertEquals("copying", table.of(marked).name());
        assertFalse(table.categories().stream().anyMatch(known -> known.name().equals("@peer")));
    }

    @Test
    void aFurtherCategoryIsALine() throws IOException {
        CategoryTable table = table("further\tserver\tj\tany\tweb/New[.].*\n" + RULES);
        assertEquals("further", table.of(Stack.parse("[t tid=1];web/New.run_[j]")).name());
        assertEquals("further", table.categories().getFirst().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a kernel k any | cells",
                "a\tkernel\tk\tsomewhere\tx | the place is leaf, any or under:CALLER",
                "a\tkernel\tq\tany\tx | no kind of frame is called `q`",
                "a\tkernel\tk\tany\t( | in the pattern",
            })
    void aBadLineIsRefusedWithItsPlace(String line, String said) {
        String escaped = line.replace("\\t", "\t");
        UsageException refusal =
                assertThrows(UsageException.class, () -> table("# first\n" + escaped + "\n"));
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("categories.tsv:2: "), refusal.getMessage());
    }

    @Test
    void aCategoryIsInOneGroup() {
        UsageException refusal =
                assertThrows(
                        UsageException.class,
                        () -> table("a\tkernel\tk\tany\tx\na\tserver\tk\tany\ty\n"));
        assertTrue(refusal.getMessage().contains("kernel"), refusal.getMessage());
    }
}
