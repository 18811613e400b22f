package webarch.harness.measure;

import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A set of CPUs, written as the kernel writes it: {@code 0,2-3}. Immutable. */
public record CpuList(List<Integer> cpus) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** Sorted, without repetitions. */
    public CpuList {
        cpus = List.copyOf(new TreeSet<>(cpus));
    }

    public static CpuList of(int cpu) {
        return new CpuList(List.of(cpu));
    }

    /**
     * The CPUs of a kernel's list.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static CpuList parse(String text) {
        Collection<Integer> cpus = new TreeSet<>();
        for (String part : text.strip().split(",", -1)) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("not a list of CPUs: `" + text.strip() + "`");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new IllegalArgumentException("not a list of CPUs: `" + text.strip() + "`");
            }
            for (int cpu = first; cpu <= last; cpu++) {
                cpus.add(cpu);
            }
        }
        return new CpuList(List.copyOf(cpus));
    }

    public int size() {
        return cpus.size();
    }

    /** The first {@code number} of them. */
    public CpuList first(int number) {
        return new CpuList(cpus.subList(0, number));
    }

    public boolean containsAll(CpuList other) {
        return cpus.containsAll(other.cpus);
    }

    public boolean overlaps(CpuList other) {
        return cpus.stream().anyMatch(other.cpus::contains);
    }

    public CpuList without(CpuList other) {
        return new CpuList(cpus.stream().filter(cpu -> !other.cpus.contains(cpu)).toList());
    }

    public CpuList with(CpuList other) {
        TreeSet<Integer> all = new TreeSet<>(cpus);
        all.addAll(other.cpus);
        return new CpuList(List.copyOf(all));
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < cpus.size(); ) {
            int first = cpus.get(i);
            int last = first;
            while (++i < cpus.size() && cpus.get(i) == last + 1) {
                last++;
            }
            text.add(first == last ? "" + first : first + "-" + last);
        }
        return text.toString();
    }
}
