package webarch.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The same load on the fewest CPUs of a plan, and on more.
 *
 * @param <T> what is known of a level of load
 * @param few on the fewest CPUs
 * @param many on more
 */
record CpuStep<T>(T few, T many) {
    /**
     * One for every load and every number of CPUs beyond the fewest; levels with fewer come first.
     */
    static <T> List<CpuStep<T>> of(List<T> all, Function<T, LoadLevel> level) {
        List<CpuStep<T>> steps = new ArrayList<>();
        for (T many : all) {
            T few =
                    all.stream()
                            .filter(other -> level.apply(other).sameLoad(level.apply(many)))
                            .findFirst()
                            .orElseThrow();
            if (!level.apply(few).equals(level.apply(many))) {
                steps.add(new CpuStep<>(few, many));
            }
        }
        return steps;
    }

    /** Of what there is on more CPUs, such as variants, what there is on the fewest as well. */
    List<String> onBoth(Function<T, ? extends Collection<String>> what) {
        return what.apply(many).stream().filter(what.apply(few)::contains).toList();
    }
}
