package webarch.harness.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sampled stack.
 *
 * @param frames from the thread or the outermost caller to the leaf
 */
record Stack(List<Frame> frames) {
    private static final Pattern NUMBER = Pattern.compile("[-#]?[0-9]*$");

    /** How a virtual machine calls the thread that it gives no name to tell the kernel. */
    private static final String MAIN = "main";

    private static final String MAIN_BY_THE_KERNEL = "java";

    /** Of a thread's name the kernel keeps no more. */
    private static final int MOST_OF_A_NAME = 15;

    static Stack parse(String text) {
        List<Frame> frames = new ArrayList<>();
        for (String frame : text.split(";", -1)) {
            frames.add(Frame.parse(frame));
        }
        return new Stack(List.copyOf(frames));
    }

    Frame leaf() {
        return frames.getLast();
    }

    /** Whether the kernel ran when it was sampled. */
    boolean inKernel() {
        return leaf().kind() == Frame.Kind.KERNEL;
    }

    /** The kernel's frames alone. */
    Stack kernelFrames() {
        return new Stack(
                frames.stream().filter(frame -> frame.kind() == Frame.Kind.KERNEL).toList());
    }

    /**
     * Which kind of thread it is of: the name, as far as the kernel knows it too, without the
     * number at its end by which those of a kind differ.
     */
    String threads() {
        Frame outermost = frames.getFirst();
        if (outermost.kind() != Frame.Kind.THREAD) {
            return "unknown";
        }
        String name = outermost.name();
        if (name.equals(MAIN)) {
            return MAIN_BY_THE_KERNEL;
        }
        return NUMBER.matcher(name.substring(0, Math.min(name.length(), MOST_OF_A_NAME)))
                .replaceFirst("");
    }

    String text() {
        return frames.stream().map(Frame::text).collect(Collectors.joining(";"));
    }
}
