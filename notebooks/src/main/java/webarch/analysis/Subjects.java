package webarch.analysis;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tech.tablesaw.api.Row;

/** The configurations that took part in a campaign. */
final class Subjects {
    private Subjects() {}

    /** Those that have a valid run, in the order of figures. */
    static Set<Subject> of(Campaign campaign) {
        Set<Subject> subjects = new TreeSet<>();
        for (Row run : campaign.validRuns()) {
            subjects.add(Subject.of(run));
        }
        return subjects;
    }

    /** How many each server took part in. */
    static Map<String, Long> countByServer(Campaign campaign) {
        return of(campaign).stream()
                .collect(
                        Collectors.groupingBy(
                                Subject::server, TreeMap::new, Collectors.counting()));
    }
}
