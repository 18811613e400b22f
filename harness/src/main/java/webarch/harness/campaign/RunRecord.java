package webarch.harness.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import webarch.harness.plan.PlannedRun;

/**
 * A run that has taken place.
 *
 * @param started when the server process was started
 * @param window empty if the server never became ready
 * @param contention how much interruptions slowed the CPUs before and after, the worse
 * @param invalidReasons empty for a valid run
 */
record RunRecord(
        CampaignFacts facts,
        PlannedRun run,
        Instant started,
        Optional<Window> window,
        double contention,
        List<String> invalidReasons) {

    boolean isValid() {
        return invalidReasons.isEmpty();
    }

    double serverUtilisation(Window measured) {
        return measured.serverCpuSeconds()
                / measured.load().seconds()
                / facts.placement().serverCpus().size();
    }

    double loadUtilisation(Window measured) {
        return measured.loadCpuSeconds()
                / measured.load().seconds()
                / facts.placement().loadCpuCount();
    }

    Saturation saturation(Window measured) {
        return Saturation.of(
                facts.placement().topology(),
                serverUtilisation(measured),
                loadUtilisation(measured));
    }
}
