package webarch.kernel;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Why a cell failed, in the terms of the person who wrote it: Jupyter's error message. */
final class CellFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;
    private final transient List<String> traceback;

    /**
     * @param name what kind of failure, shown as {@code name: message}
     * @param traceback the lines to show in the notebook
     */
    CellFailure(String name, String message, List<String> traceback) {
        super(message);
        this.name = name;
        this.traceback = List.copyOf(traceback);
    }

    /** A fault of the kernel rather than of the cell. */
    static CellFailure internal(Throwable error) {
        StringWriter stack = new StringWriter();
        error.printStackTrace(new PrintWriter(stack));
        return new CellFailure("KernelError", error.toString(), stack.toString().lines().toList());
    }

    String name() {
        return name;
    }

    List<String> traceback() {
        return traceback;
    }
}
