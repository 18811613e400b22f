package webarch.analysis;

/** The kernel that runs the notebook, so that an executed notebook tells what executed it. */
public final class NotebookKernel {
    private static final String IJAVA = "io.github.spencerpark.ijava.IJava";
    private static final String WEBARCH = "webarch.kernel.Main";

    private NotebookKernel() {}

    /** One line: name and version of the kernel, and of Java. */
    public static String line() {
        return "kernel " + name() + "; Java " + Runtime.version();
    }

    private static String name() {
        Class<?> ijava = find(IJAVA);
        if (ijava != null) {
            return "IJava " + constant(ijava, "VERSION");
        }
        Class<?> webarch = find(WEBARCH);
        if (webarch != null) {
            return "webarch " + webarch.getPackage().getImplementationVersion();
        }
        return "none";
    }

    /** The kernels are not on the compile path: which one is there is known only when running. */
    private static Class<?> find(String name) {
        try {
            return Class.forName(name, true, NotebookKernel.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError _) {
            return null;
        }
    }

    private static Object constant(Class<?> type, String name) {
        try {
            return type.getField(name).get(null);
        } catch (ReflectiveOperationException _) {
            return "of unknown version";
        }
    }
}
