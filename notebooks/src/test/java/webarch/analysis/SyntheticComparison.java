package webarch.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Invented slices of warm servers, for tests only; see {@link SyntheticCampaign}. */
final class SyntheticComparison {
    private static final int LAUNCHES = 5;
    private static final int ROUNDS = 4;
    private static final int CLIENTS = 64;

    private final UniformRandomProvider random;
    private final Map<String, Double> cpu;

    /**
     * @param cpu microseconds per request of each server; the same server again is {@code NAME:2}
     */
    SyntheticComparison(Map<String, Double> cpu, long seed) {
        random = RandomSource.XO_RO_SHI_RO_128_PP.create(43L + seed);
        this.cpu = cpu;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("servers.csv"), servers());
        Files.writeString(folder.resolve("slices.csv"), slices());
    }

    private String servers() {
        StringBuilder csv =
                new StringBuilder(
                        "schema_version,machine,topology,siblings,workload,connections,launches,"
                                + "rounds,server,options,instance,cpu_us_per_request,"
                                + "server_utilisation,load_utilisation,errors,saturation\n");
        cpu.keySet().stream()
                .sorted()
                .forEach(
                        server ->
                                csv.append(
                                        "1,\"synthetic CPU @ 2.80GHz, 2 CPUs, Linux 0.0.0\",pinned,false,specweb99,%d,%d,%d,%s,,%s,%s,0.99,0.7,0,saturated\n"
                                                .formatted(
                                                        CLIENTS,
                                                        LAUNCHES,
                                                        ROUNDS,
                                                        name(server),
                                                        instance(server),
                                                        number(cpu.get(server)))));
        return csv.toString();
    }

    private String slices() {
        StringBuilder csv =
                new StringBuilder(
                        "schema_version,connections,launch,round,position,server,options,instance,"
                                + "requests,replies,errors,replies_per_s,server_cpu_s,"
                                + "cpu_us_per_request,server_utilisation,load_utilisation,"
                                + "steal_share\n");
        for (int launch = 1; launch <= LAUNCHES; launch++) {
            for (int round = 1; round <= ROUNDS; round++) {
                int position = 1;
                for (String server : cpu.keySet().stream().sorted().toList()) {
                    double micros = cpu.get(server) * (1 + 0.03 * (2 * random.nextDouble() - 1));
                    csv.append(
                            "1,%d,%d,%d,%d,%s,,%s,10000,10000,0,%s,%s,%s,0.99,0.7,0\n"
                                    .formatted(
                                            CLIENTS,
                                            launch,
                                            round,
                                            position++,
                                            name(server),
                                            instance(server),
                                            number(1e6 / micros),
                                            number(micros / 100),
                                            number(micros)));
                }
            }
        }
        return csv.toString();
    }

    private static String name(String server) {
        return server.replaceFirst(":.*", "");
    }

    private static String instance(String server) {
        return server.contains(":") ? server.replaceFirst(".*:", "") : "1";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
