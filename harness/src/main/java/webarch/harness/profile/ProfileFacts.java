package webarch.harness.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a profile was taken: {@code runs/ID/profile.json}. Stacks and facts are kept, and categories
 * made from them as often as the table changes.
 *
 * @param sampler program, version, and by what it has sampled
 * @param intervalNs time of a CPU, or CPU time of a thread, from sample to sample
 * @param processes by how many samplers: one for each process, or one for a CPU
 * @param startS how long the sampler took to start, in seconds
 * @param stopS how long it took to stop; what was sampled meanwhile is in no window
 * @param billedCpuS CPU time that the kernel billed to the processes, to each from the start of its
 *     sampler to the stop
 * @param onCpuS time that their threads were on a CPU meanwhile; null where that is not counted
 * @param requests that ended between start and stop
 * @param ticksPerS how often in a second the kernel looks whether a CPU is in the kernel; null
 *     where it does not tell
 * @param unprofiledCpuS CPU time that the kernel billed before the start and after the stop, while
 *     nothing sampled
 * @param unprofiledRequests that ended meanwhile
 * @param detail by what the stacks were sampled, if not by that; else null
 */
record ProfileFacts(
        int schemaVersion,
        String sampler,
        long intervalNs,
        int processes,
        double startS,
        double stopS,
        double billedCpuS,
        Double onCpuS,
        long requests,
        Integer ticksPerS,
        double unprofiledCpuS,
        long unprofiledRequests,
        Detail detail) {
    static final String FILE = "profile.json";

    /**
     * How the threads' stacks were sampled after the measured window, while the load went on.
     *
     * @param billedCpuS CPU time that the kernel billed meanwhile
     * @param requests that ended meanwhile
     */
    record Detail(
            String sampler,
            long intervalNs,
            double startS,
            double stopS,
            double billedCpuS,
            long requests) {
        static Detail of(SamplingWindow window) {
            return new Detail(
                    window.title(),
                    window.interval().toNanos(),
                    window.startSeconds(),
                    window.stopSeconds(),
                    window.billedSeconds(),
                    window.requests());
        }

        /** What a request cost while its threads were sampled, in microseconds. */
        double billedMicros() {
            return 1e6 * billedCpuS / requests;
        }
    }

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
    }

    static ProfileFacts read(Path folder) throws IOException {
        return JSON.readValue(Files.readString(folder.resolve(FILE)), ProfileFacts.class);
    }
}
