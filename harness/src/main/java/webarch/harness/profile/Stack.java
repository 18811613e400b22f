package webarch.harness.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sampled stack.
 *
 * @param frames from the thread or the outermost caller to the leaf
 */
record Stack(List<Frame> frames) {
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

    String text() {
        return frames.stream().map(Frame::text).collect(Collectors.joining(";"));
    }
}
