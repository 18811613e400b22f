package webarch.kernel;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/**
 * The classes of all cells, guarded by {@link CellBytecode}, and the libraries they use. JShell
 * never loads two classes of one name, so one loader serves for good. Loads from any thread.
 */
final class CellClasses implements LoaderDelegate {
    private final Loader loader = new Loader();
    private final CellBytecode bytecode = new CellBytecode(loader);

    ClassLoader loader() {
        return loader;
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        boolean[] loaded = new boolean[classes.length];
        try {
            for (ClassBytecodes each : classes) {
                bytecode.remember(each.name(), each.bytecodes());
            }
            for (ClassBytecodes each : classes) {
                loader.guarded.put(each.name(), bytecode.guarded(each.bytecodes()));
            }
            for (int i = 0; i < classes.length; i++) {
                loader.loadClass(classes[i].name());
                loaded[i] = true;
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw new ClassInstallException(e.toString(), loaded);
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        throw new UnsupportedOperationException("classes of cells are replaced, never redefined");
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (String entry : path.split(File.pathSeparator, -1)) {
                loader.addURL(new File(entry).toURI().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    private static final class Loader extends URLClassLoader {
        private final Map<String, byte[]> guarded = new ConcurrentHashMap<>();

        Loader() {
            super("cells", new URL[0], CellClasses.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = guarded.get(name);
            return bytes == null
                    ? super.findClass(name)
                    : defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public void addURL(URL url) {
            super.addURL(url);
        }
    }
}
