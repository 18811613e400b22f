package webarch.harness.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Combinations that a plan leaves out: what matches {@code when} but not {@code require}, or all
 * that matches {@code when} where nothing is required.
 */
record Constraint(Match when, Optional<Match> require) {

    /** The values of some dimensions; what has no such dimension does not match. */
    record Match(Map<String, Set<String>> values) {
        boolean holds(Map<String, String> condition) {
            return values.entrySet().stream()
                    .allMatch(
                            wanted ->
                                    condition.containsKey(wanted.getKey())
                                            && wanted.getValue()
                                                    .contains(condition.get(wanted.getKey())));
        }
    }

    /** {@code condition} holds the value of each dimension of a run, by the name in a plan. */
    boolean allows(Map<String, String> condition) {
        return !when.holds(condition)
                || require.filter(match -> match.holds(condition)).isPresent();
    }
}
