package webarch.harness.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import webarch.harness.Home;
import webarch.harness.SkippedException;
import webarch.harness.disk.Storage;
import webarch.harness.plan.Plan;
import webarch.harness.plan.PlanFile;
import webarch.harness.plan.Scale;

/** The plan {@code disk} on machines that can make some of its storages. */
class LeftOutTest {
    private static final Plan PLAN =
            PlanFile.load(new Home(Path.of("").toAbsolutePath().getParent()), "disk");
    private static final Scale FULL = PLAN.scale("full");

    private static LeftOut on(Set<String> impossible) throws IOException {
        return LeftOut.of(
                FULL.storages(),
                storage -> {
                    if (impossible.contains(storage.name())) {
                        throw new SkippedException("no " + storage.device().label());
                    }
                });
    }

    @Test
    void theOthersStay() throws IOException {
        LeftOut leftOut = on(Set.of("native"));
        assertEquals(List.of("without storage native: no native"), leftOut.lines());
        Scale rest = leftOut.from(FULL);
        assertEquals(
                List.of("moderate", "heavy", "total"),
                rest.storages().stream().map(Storage::name).toList());
        assertEquals(3 * PLAN.runs(FULL).size() / 4, PLAN.runs(rest).size());
    }

    @Test
    void aResumedCampaignLeavesOutWhatItDidBefore() throws IOException {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        on(Set.of("heavy", "native")).writeInto(manifest);
        assertEquals(on(Set.of("heavy", "native")), LeftOut.of(manifest));
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        on(Set.of()).writeInto(whole);
        assertEquals(JsonNodeFactory.instance.objectNode(), whole);
        assertEquals(FULL, LeftOut.of(whole).from(FULL));
    }

    @Test
    void aPlanOfWhichNothingIsLeftIsSkipped() {
        Set<String> all = Set.of("moderate", "heavy", "total", "native");
        assertEquals(
                "no delayed-4000us-x8; no native",
                assertThrows(SkippedException.class, () -> on(all)).getMessage());
    }
}
