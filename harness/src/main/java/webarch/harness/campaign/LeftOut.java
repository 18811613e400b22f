package webarch.harness.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import webarch.harness.SkippedException;
import webarch.harness.disk.Storage;
import webarch.harness.plan.Scale;

/**
 * The storages of a plan that this machine cannot make. A campaign goes without them and keeps in
 * its manifest that it does: so it is the same campaign where more of them can be made later.
 *
 * @param reasons why not, by the name of the storage
 */
record LeftOut(Map<String, String> reasons) {
    private static final String SECTION = "left_out";

    /** Makes a storage for a moment, or says why that cannot be. */
    @FunctionalInterface
    interface Trial {
        void make(Storage storage) throws IOException;
    }

    /**
     * Tries all of them.
     *
     * @throws SkippedException if there are storages and none can be made
     */
    static LeftOut of(List<Storage> storages, Trial trial) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Storage storage : storages) {
            try {
                trial.make(storage);
            } catch (SkippedException cannot) {
                reasons.put(storage.name(), cannot.getMessage());
            }
        }
        if (!reasons.isEmpty() && reasons.size() == storages.size()) {
            throw new SkippedException(
                    String.join("; ", reasons.values().stream().distinct().toList()));
        }
        return new LeftOut(reasons);
    }

    /** Those of a campaign that has begun. */
    static LeftOut of(JsonNode manifest) {
        Map<String, String> reasons = new LinkedHashMap<>();
        manifest.path(SECTION)
                .forEach(
                        node ->
                                reasons.put(
                                        node.path("storage").asText(),
                                        node.path("reason").asText()));
        return new LeftOut(reasons);
    }

    /** The scale with the other storages. */
    Scale from(Scale scale) {
        return scale.withStorages(
                scale.storages().stream()
                        .filter(storage -> !reasons.containsKey(storage.name()))
                        .toList());
    }

    /** For people, a line each. */
    List<String> lines() {
        return reasons.entrySet().stream()
                .map(storage -> "without storage " + storage.getKey() + ": " + storage.getValue())
                .toList();
    }

    void writeInto(ObjectNode manifest) {
        reasons.forEach(
                (storage, reason) -> {
                    ObjectNode node = JsonNodeFactory.instance.objectNode();
                    node.put("storage", storage);
                    node.put("reason", reason);
                    manifest.withArray(SECTION).add(node);
                });
    }
}
