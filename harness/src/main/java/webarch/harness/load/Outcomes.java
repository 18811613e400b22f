package webarch.harness.load;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How requests ended.
 *
 * @param replies complete, correct replies
 * @param errors requests without one, every kind present
 */
public record Outcomes(long replies, Map<ErrorKind, Long> errors) {

    public Outcomes {
        errors = Collections.unmodifiableMap(new EnumMap<>(errors));
    }

    public long requests() {
        return replies + errorCount();
    }

    public long errorCount() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The kinds of error that occurred, for people: {@code 6 reset, 5 closed}. */
    public String errorsByKind() {
        return errors.entrySet().stream()
                .filter(error -> error.getValue() > 0)
                .map(error -> error.getValue() + " " + error.getKey().label())
                .collect(Collectors.joining(", "));
    }

    Outcomes plus(Outcomes other) {
        return add(other, 1);
    }

    Outcomes minus(Outcomes other) {
        return add(other, -1);
    }

    private Outcomes add(Outcomes other, int sign) {
        Map<ErrorKind, Long> sum = new EnumMap<>(errors);
        other.errors.forEach((kind, count) -> sum.merge(kind, sign * count, Long::sum));
        return new Outcomes(replies + sign * other.replies, sum);
    }
}
