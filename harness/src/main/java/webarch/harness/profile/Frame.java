package webarch.harness.profile;

/**
 * One frame of a sampled stack.
 *
 * @param name function, method or thread, without what tells its kind
 */
record Frame(Kind kind, String name) {
    /** The separator of frames cannot be part of a name. */
    private static final char SEPARATOR = ';';

    /** Who runs the code. */
    enum Kind {
        /** The kernel, {@code _[k]} behind the name. */
        KERNEL('k'),
        /** Compiled Java, whichever compiler and inlined or not. */
        JAVA('j'),
        /** Java in the interpreter. */
        INTERPRETED('i'),
        /** Machine code of the JVM, of a library or of a server not written in Java. */
        NATIVE('n'),
        /** No code, but the name of the thread, below all frames. */
        THREAD('t');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        /** The kind that the table of categories calls by this letter. */
        static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of frame is called `" + letter + "`");
        }
    }

    /**
     * Reads a frame as async-profiler writes it with the options {@code threads} and {@code ann}.
     * The number of a thread is left out: it is another one in every run.
     */
    static Frame parse(String text) {
        if (text.startsWith("[") && text.endsWith("]") && text.contains(" tid=")) {
            return new Frame(Kind.THREAD, text.substring(1, text.lastIndexOf(" tid=")));
        }
        int mark = text.lastIndexOf("_[");
        if (mark < 0 || mark != text.length() - 4 || !text.endsWith("]")) {
            // A library without symbols is called by its path, of which the name is enough.
            return new Frame(
                    Kind.NATIVE,
                    text.substring(text.startsWith("/") ? text.lastIndexOf('/') + 1 : 0));
        }
        String name = text.substring(0, mark);
        return switch (text.charAt(mark + 2)) {
            case 'k' -> new Frame(Kind.KERNEL, name);
            case 'j', 'i', '1' -> new Frame(Kind.JAVA, name);
            case '0' -> new Frame(Kind.INTERPRETED, name);
            default -> new Frame(Kind.NATIVE, text);
        };
    }

    /** As async-profiler writes it, the number of a thread being 0. */
    String text() {
        return switch (kind) {
            case KERNEL -> name + "_[k]";
            case JAVA -> name + "_[j]";
            case INTERPRETED -> name + "_[0]";
            case NATIVE -> name.replace(SEPARATOR, ':');
            case THREAD -> "[" + name + " tid=0]";
        };
    }
}
