package webarch.harness.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much there is tell the totals, what it consists of tell the stacks. */
class PostStratificationTest {
    private static final Stack PARSE = Stack.parse("[loop tid=1];web/Parser.parse_[j]");
    private static final Stack CACHE = Stack.parse("[loop tid=1];web/Cache.find_[j]");
    private static final Stack SEND = Stack.parse("[loop tid=1];web/Writer.write_[j];tcp_send_[k]");
    private static final Stack REPLY = Stack.parse("[loop tid=1];web/Cache.reply_[j];tcp_send_[k]");
    private static final Stack SWITCH = Stack.parse("[loop tid=1];web/Queue.take_[j];schedule_[k]");

    /** What perf tells of the same: the kernel's frames, or none. */
    private static final Stack USER = Stack.parse("[loop tid=0]");

    private static final Stack SENDING = Stack.parse("[loop tid=0];tcp_send_[k]");
    private static final Stack SWITCHING = Stack.parse("[loop tid=0];schedule_[k]");

    @TempDir Path folder;

    private PostStratification weights;

    @BeforeEach
    void table() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("categories.tsv"),
                        """
                        @receiver\t-\tk\tany\tbacklog
                        profiler\tjvm\tn\tany\tJvmti.*
                        scheduling\tkernel\tk\tany\tschedule
                        network-send\tkernel\tk\tany\ttcp_send
                        server\tserver\tj\tany\tweb/.*
                        """);
        weights = new PostStratification(CategoryTable.read(file));
    }

    private Map<Stack, Long> weighted(Map<Stack, Long> stacks, Map<Stack, Long> totals) {
        return weights.weighted(new Samples(stacks), new Samples(totals)).nanos();
    }

    @Test
    void eachCategoryOfTheKernelComesToItsTotalAndUserModeToIts() {
        assertEquals(
                Map.of(PARSE, 300L, CACHE, 100L, SEND, 150L, REPLY, 50L, SWITCH, 20L),
                weighted(
                        Map.of(PARSE, 30L, CACHE, 10L, SEND, 30L, REPLY, 10L, SWITCH, 40L),
                        Map.of(USER, 400L, SENDING, 200L, SWITCHING, 20L)));
    }

    @Test
    void whatOnlyTheSamplerOfStacksHasCausedIsNotThere() {
        assertEquals(Map.of(PARSE, 8L), weighted(Map.of(PARSE, 4L, SWITCH, 40L), Map.of(USER, 8L)));
    }

    @Test
    void whatTheAgentDoesInUserModeIsNobodysShareOfTheTotal() {
        Stack agent = Stack.parse("[loop tid=1];web/Queue.take_[j];JvmtiExport::mount");
        assertEquals(
                Map.of(PARSE, 300L, CACHE, 100L),
                weighted(Map.of(PARSE, 30L, CACHE, 10L, agent, 40L), Map.of(USER, 400L)));
    }

    @Test
    void whatTheStacksHaveMissedIsThereAsTheTotalsTellIt() {
        assertEquals(
                Map.of(PARSE, 8L, SWITCHING, 2L),
                weighted(Map.of(PARSE, 4L), Map.of(USER, 8L, SWITCHING, 2L)));
    }

    @Test
    void whatIsServedForThePeerHasATotalOfItsOwn() {
        Stack peer = Stack.parse("[loop tid=1];web/Writer.write_[j];backlog_[k];tcp_send_[k]");
        assertEquals(
                Map.of(SEND, 60L, peer, 40L),
                weighted(
                        Map.of(SEND, 1L, peer, 1L),
                        Map.of(
                                SENDING,
                                60L,
                                Stack.parse("[loop tid=0];backlog_[k];tcp_send_[k]"),
                                40L)));
    }

    @Test
    void threadsHaveTotalsOfTheirOwnHoweverTheyAreNumbered() {
        Stack other = Stack.parse("[Stages-1-worker-1 tid=1];web/Stage.run_[j]");
        assertEquals(
                Map.of(PARSE, 5L, other, 70L),
                weighted(
                        Map.of(PARSE, 1L, other, 1L),
                        Map.of(USER, 5L, Stack.parse("[Stages-1-worker tid=0]"), 70L)));
    }
}
