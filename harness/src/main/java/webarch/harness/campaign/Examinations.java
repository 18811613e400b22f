package webarch.harness.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import webarch.harness.Home;
import webarch.harness.doctor.Doctor;
import webarch.harness.doctor.Examination;

/**
 * What the doctor says of the machine when a campaign begins, each time it goes on, and when it is
 * complete. Owned by the main thread.
 */
public record Examinations(Home home, Campaign campaign, Progress progress) {
    /** For which the doctor watches the machine. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Completes the manifest of a campaign that is about to begin. */
    public Examination begin(ObjectNode manifest) throws InterruptedException {
        Examination before = examine();
        manifest.set("doctor", before.node());
        return before;
    }

    /** When the campaign has begun. */
    public void keep(Examination before) throws IOException {
        campaign.put("doctor-before.json", before.json());
        progress.note("./webarch doctor: " + before.summary());
    }

    public void resumed() throws IOException, InterruptedException {
        Examination again = examine();
        campaign.put("doctor-resumed-" + FILE_TIME.format(again.time()) + ".json", again.json());
        progress.note("./webarch doctor: " + again.summary());
    }

    public void complete() throws IOException, InterruptedException {
        campaign.put("doctor-after.json", examine().json());
    }

    private Examination examine() throws InterruptedException {
        return Examination.of(Doctor.examine(home, MOMENT));
    }
}
