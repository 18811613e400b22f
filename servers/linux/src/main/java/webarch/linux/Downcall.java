package webarch.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/** Makes the method handles of libc functions that report errors in {@code errno}. */
final class Downcall {
    static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    static final long ERRNO_OFFSET =
            CAPTURE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final FunctionDescriptor FORM =
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final Linker LINKER = Linker.nativeLinker();

    private Downcall() {}

    /**
     * A handle that takes the segment in which errno is captured, then up to five arguments of the
     * function; what it has no use for is 0. None is {@link Linker.Option#critical critical}:
     * nearly every call here can block, and a critical call that blocks holds up the collector.
     *
     * <p>All have this one form because each further one is a stub and several classes to be made
     * when a server starts, which takes 15 ms. Both calling conventions that Linux has here (System
     * V on x86-64, AAPCS64) allow it: whole numbers and pointers travel in registers, variadic or
     * not, a callee looks at as much of as many registers as it declares, and every answer asked
     * for here fits in the lower half of its register.
     */
    @SuppressWarnings("restricted")
    static MethodHandle of(String function) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                FORM,
                Linker.Option.captureCallState("errno"));
    }
}
