package webarch.harness.doctor;

import java.util.Locale;

/**
 * What the doctor says of one thing.
 *
 * @param check machine identifier of what was looked at
 * @param found what is the case, for people
 * @param remedy what to do about it; empty where all is well
 */
public record Finding(String check, State state, String found, String remedy) {
    /** How bad it is. */
    public enum State {
        OK,
        /** Runs are possible, but they say less than they could. */
        WARNING,
        /** No run can succeed. */
        PROBLEM;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String found) {
        return new Finding(check, State.OK, found, "");
    }

    static Finding warning(String check, String found, String remedy) {
        return new Finding(check, State.WARNING, found, remedy);
    }

    static Finding problem(String check, String found, String remedy) {
        return new Finding(check, State.PROBLEM, found, remedy);
    }
}
