package webarch.analysis;

/** CPU lists as the kernel writes them: {@code 0}, {@code 1-3}, {@code 0,2-3}. */
public final class CpuList {
    private CpuList() {}

    /** How many CPUs are in the list, NaN for an empty list. */
    public static double count(String list) {
        if (list.isEmpty()) {
            return Double.NaN;
        }
        int count = 0;
        for (String range : list.split(",", -1)) {
            int dash = range.indexOf('-');
            count +=
                    dash < 0
                            ? 1
                            : Integer.parseInt(range.substring(dash + 1))
                                    - Integer.parseInt(range.substring(0, dash))
                                    + 1;
        }
        return count;
    }
}
