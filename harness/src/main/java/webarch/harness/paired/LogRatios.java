package webarch.harness.paired;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a request costs one server over what it costs another, where both had a valid turn. */
public final class LogRatios {
    private LogRatios() {}

    private record Round(int launch, int round) {
        static Round of(Slice slice) {
            return new Round(slice.launch(), slice.round());
        }
    }

    /**
     * Natural logarithms by launch, and within it by round. A round in which one of the two has no
     * valid turn is left out, and so is a launch without rounds.
     */
    public static double[][] of(List<Slice> own, List<Slice> others) {
        Map<Round, Slice> beside =
                others.stream()
                        .filter(Slice::isValid)
                        .collect(Collectors.toMap(Round::of, Function.identity()));
        Map<Integer, List<Double>> byLaunch = new TreeMap<>();
        for (Slice slice : own) {
            Slice other = beside.get(Round.of(slice));
            if (slice.isValid() && other != null) {
                byLaunch.computeIfAbsent(slice.launch(), _ -> new ArrayList<>())
                        .add(Math.log(slice.cpuMicrosPerRequest() / other.cpuMicrosPerRequest()));
            }
        }
        return byLaunch.values().stream()
                .map(rounds -> rounds.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }
}
