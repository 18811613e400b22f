package webarch.http;

/**
 * A stretch of a file, from the first byte to before the {@code end}.
 *
 * @param position of the first byte
 */
record ByteRange(long position, long end) {
    /** A range of which the file has nothing: 416. */
    private static final ByteRange UNSATISFIABLE = new ByteRange(0, 0);

    private static final String UNIT = "bytes=";

    /**
     * Reads a Range field (RFC 9110, section 14.1.2).
     *
     * @return null when the field is to be ignored, because it is malformed, in another unit, or
     *     asks for several ranges
     */
    static ByteRange parse(String field, long size) {
        if (!field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        String range = field.substring(UNIT.length()).strip();
        int hyphen = range.indexOf('-');
        if (hyphen < 0) {
            return null;
        }
        long first = number(range.substring(0, hyphen));
        long last = number(range.substring(hyphen + 1));
        if (hyphen == 0) {
            return last < 0 ? null : suffix(last, size);
        }
        boolean open = hyphen == range.length() - 1;
        if (first < 0 || (!open && last < first)) {
            return null;
        }
        if (first >= size) {
            return UNSATISFIABLE;
        }
        return new ByteRange(first, open ? size : Math.min(last, size - 1) + 1);
    }

    boolean isEmpty() {
        return position == end;
    }

    private static ByteRange suffix(long length, long size) {
        return length == 0 || size == 0
                ? UNSATISFIABLE
                : new ByteRange(Math.max(0, size - length), size);
    }

    /** A decimal number, capped where it would overflow, or -1. */
    private static long number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(Octets::isDigit)) {
            return -1;
        }
        return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }
}
