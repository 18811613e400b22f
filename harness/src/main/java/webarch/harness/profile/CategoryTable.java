package webarch.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import webarch.harness.UsageException;

/**
 * Which category a stack belongs to, by {@code harness/profile/categories.tsv}: a rule a line, with
 * the category, its group, the kinds of frame, where the frame must be, and a regular expression
 * for its whole name. Owned by one thread.
 *
 * <pre>
 * leaf frame ──a rule fits──► its category        the rules are tried in the order of the file
 *      │ none fits
 *      ▼
 *    caller  ── … ──► outermost ──► unclassified
 * </pre>
 *
 * A rule whose place is {@code leaf} fits only a frame that has not been left yet; so what runs in
 * the entry of system calls is told from what a call that no rule knows has brought there. One
 * whose place is {@code under:CALLER} fits such a frame only where a function of that name has
 * called it. A category that begins with {@code @} is none: its rules mark stacks, in any of their
 * frames; and what {@code @transparent} fits is no leaf, but its caller is.
 */
public final class CategoryTable {
    /** Where it is in a checkout. */
    public static final String FILE = "harness/profile/categories.tsv";

    static final Category UNCLASSIFIED = new Category("unclassified", "unclear");

    /** What sampling threads itself costs. */
    static final String PROFILER = "profiler";

    /** Of leaf frames that are taken for their caller's. */
    private static final String TRANSPARENT = "@transparent";

    /** Of stacks in which the peer's end of a loopback connection is served. */
    static final String RECEIVER = "@receiver";

    /** Of stacks whose leaf is where interrupts come on again. */
    static final String SKID = "@skid";

    /** A category; {@code group} is for figures that have no room for all of them. */
    record Category(String name, String group) {}

    /** Which frames of a stack a rule looks at; {@code caller} is null where it does not matter. */
    private record Position(boolean leafOnly, Pattern caller) {
        static Position of(String cell) {
            if (cell.startsWith(UNDER)) {
                return new Position(true, Pattern.compile(cell.substring(UNDER.length())));
            }
            if (!cell.equals("leaf") && !cell.equals("any")) {
                throw new IllegalArgumentException(
                        "the place is leaf, any or under:CALLER, not `" + cell + "`");
            }
            return new Position(cell.equals("leaf"), null);
        }

        boolean has(Place place) {
            return (place.isLeaf || !leafOnly)
                    && (caller == null || caller.matcher(place.caller).matches());
        }
    }

    private record Rule(Category category, Position position, Pattern pattern) {
        boolean fits(Place place) {
            return position.has(place) && pattern.matcher(place.frame.name()).matches();
        }
    }

    /**
     * One frame of a stack; {@code caller} is the name of the one that called a leaf, else empty.
     */
    private record Place(Frame frame, boolean isLeaf, String caller) {
        static Place of(List<Frame> frames, int index) {
            boolean isLeaf = index == frames.size() - 1;
            return new Place(
                    frames.get(index),
                    isLeaf,
                    isLeaf && index > 0 ? frames.get(index - 1).name() : "");
        }
    }

    private static final int COLUMNS = 5;
    private static final String MARK = "@";
    private static final String UNDER = "under:";

    private final Map<Frame.Kind, List<Rule>> rules = new EnumMap<>(Frame.Kind.class);
    private final Map<Frame.Kind, List<Rule>> marks = new EnumMap<>(Frame.Kind.class);
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<Place, Optional<Category>> known = new HashMap<>();

    private CategoryTable() {}

    static CategoryTable read(Path file) throws IOException {
        CategoryTable table = new CategoryTable();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                table.add(line, file + ":" + (i + 1) + ": ");
            }
        }
        table.categories.put(UNCLASSIFIED.name(), UNCLASSIFIED);
        return table;
    }

    private void add(String line, String place) {
        String[] cells = line.split("\t+", -1);
        if (cells.length != COLUMNS) {
            throw new UsageException(
                    place
                            + "a rule has category, group, kinds, place and pattern with tabs between"
                            + " them, not "
                            + cells.length
                            + " cells");
        }
        Category category = new Category(cells[0], cells[1]);
        boolean mark = cells[0].startsWith(MARK);
        Category before = mark ? category : categories.putIfAbsent(category.name(), category);
        if (before != null && !before.equals(category)) {
            throw new UsageException(
                    place + category.name() + " is in the group " + before.group() + " further up");
        }
        try {
            Rule rule = new Rule(category, Position.of(cells[3]), Pattern.compile(cells[4]));
            for (char kind : cells[2].toCharArray()) {
                (mark ? marks : rules)
                        .computeIfAbsent(Frame.Kind.of(kind), _ -> new ArrayList<>())
                        .add(rule);
            }
        } catch (PatternSyntaxException error) {
            throw new UsageException(place + error.getDescription() + " in the pattern", error);
        } catch (IllegalArgumentException error) {
            throw new UsageException(place + error.getMessage(), error);
        }
    }

    /** All categories, in the order in which they first occur; unclassified is the last. */
    List<Category> categories() {
        return List.copyOf(categories.values());
    }

    Category of(Stack stack) {
        int deciding = place(stack);
        return deciding < 0
                ? UNCLASSIFIED
                : of(Place.of(withoutTransparent(stack), deciding)).orElseThrow();
    }

    /** The frame by which a stack was sorted; empty where none was. */
    Optional<Frame> deciding(Stack stack) {
        int deciding = place(stack);
        return deciding < 0 ? Optional.empty() : Optional.of(stack.frames().get(deciding));
    }

    private int place(Stack stack) {
        List<Frame> frames = withoutTransparent(stack);
        int place = frames.size() - 1;
        while (place >= 0 && of(Place.of(frames, place)).isEmpty()) {
            place--;
        }
        return place;
    }

    private List<Frame> withoutTransparent(Stack stack) {
        List<Frame> frames = stack.frames();
        while (frames.size() > 1 && isMarked(Place.of(frames, frames.size() - 1), TRANSPARENT)) {
            frames = frames.subList(0, frames.size() - 1);
        }
        return frames;
    }

    private Optional<Category> of(Place place) {
        return known.computeIfAbsent(
                place,
                _ ->
                        rules.getOrDefault(place.frame.kind(), List.of()).stream()
                                .filter(rule -> rule.fits(place))
                                .map(Rule::category)
                                .findFirst());
    }

    /** Whether a frame of the stack has the mark. */
    boolean marked(Stack stack, String mark) {
        List<Frame> frames = withoutTransparent(stack);
        for (int i = 0; i < frames.size(); i++) {
            if (isMarked(Place.of(frames, i), mark)) {
                return true;
            }
        }
        return false;
    }

    private boolean isMarked(Place place, String mark) {
        return marks.getOrDefault(place.frame.kind(), List.of()).stream()
                .anyMatch(rule -> rule.category.name().equals(mark) && rule.fits(place));
    }
}
