package webarch.harness.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import webarch.harness.bench.trace.CallCount;
import webarch.harness.bench.trace.CallCount.Kind;

/** The system calls of several servers side by side, for people. */
final class SyscallsTable {
    /** Mechanism below this many calls per request in every server is summed up in one row. */
    private static final double SELDOM = 0.01;

    private final List<CallProfile> profiles;
    private final Table table;

    private SyscallsTable(List<CallProfile> profiles) {
        this.profiles = profiles;
        List<String> head = new ArrayList<>(List.of("calls per request"));
        profiles.forEach(profile -> head.add(profile.server()));
        table = new Table(head);
    }

    static Table of(List<CallProfile> profiles) {
        SyscallsTable rows = new SyscallsTable(profiles);
        rows.data();
        rows.wouldBlock();
        rows.mechanism();
        rows.sum("background", profile -> profile.of(Kind.BACKGROUND), CallCount::calls);
        rows.row("replies, SHA-256", profile -> profile.repliesSha256().substring(0, 12));
        return rows.table;
    }

    private void data() {
        for (String name : names(Kind.DATA, CallCount::calls, 0)) {
            row(
                    "data: " + name,
                    profile ->
                            profile.find(Kind.DATA, name)
                                    .filter(count -> count.calls() > 0)
                                    .map(count -> callsAndBytes(profile, count))
                                    .orElse("-"));
        }
    }

    private static String callsAndBytes(CallProfile profile, CallCount count) {
        return String.format(
                Locale.ROOT,
                "%.4f × %.0f B",
                profile.perRequest(count.calls()),
                count.bytesPerCall());
    }

    private void wouldBlock() {
        for (String name : names(Kind.DATA, CallCount::wouldBlock, 0)) {
            sum(
                    "EAGAIN: " + name,
                    profile -> profile.find(Kind.DATA, name).stream().toList(),
                    CallCount::wouldBlock);
        }
    }

    private void mechanism() {
        Collection<String> often = names(Kind.MECHANISM, CallCount::calls, SELDOM);
        for (String name : often) {
            sum(
                    "mechanism: " + name,
                    profile -> profile.find(Kind.MECHANISM, name).stream().toList(),
                    CallCount::calls);
        }
        sum(
                "mechanism: all others",
                profile ->
                        profile.of(Kind.MECHANISM).stream()
                                .filter(count -> !often.contains(count.name()))
                                .toList(),
                CallCount::calls);
        sum("EAGAIN: mechanism", profile -> profile.of(Kind.MECHANISM), CallCount::wouldBlock);
    }

    /** Names of which some server has more than {@code least} a request. */
    private Collection<String> names(Kind kind, ToLongFunction<CallCount> number, double least) {
        Collection<String> names = new TreeSet<>();
        for (CallProfile profile : profiles) {
            profile.of(kind).stream()
                    .filter(count -> profile.perRequest(number.applyAsLong(count)) > least)
                    .forEach(count -> names.add(count.name()));
        }
        return names;
    }

    private void sum(
            String label,
            Function<CallProfile, List<CallCount>> counts,
            ToLongFunction<CallCount> number) {
        row(
                label,
                profile ->
                        String.format(
                                Locale.ROOT,
                                "%.4f",
                                profile.perRequest(
                                        counts.apply(profile).stream().mapToLong(number).sum())));
    }

    private void row(String label, Function<CallProfile, String> cell) {
        List<String> cells = new ArrayList<>(List.of(label));
        profiles.forEach(profile -> cells.add(cell.apply(profile)));
        table.row(cells);
    }
}
