package webarch.linux;

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

    private static final Linker LINKER = Linker.nativeLinker();

    private Downcall() {}

    /**
     * A handle that takes the segment in which errno is captured before the function's own
     * arguments. None is {@link Linker.Option#critical critical}: nearly every call here can block,
     * and a critical call that blocks holds up the collector.
     */
    @SuppressWarnings("restricted")
    static MethodHandle of(String function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                descriptor,
                Linker.Option.captureCallState("errno"));
    }

    /** The same for {@code syscall(2)}, whose arguments after the number are variadic. */
    @SuppressWarnings("restricted")
    static MethodHandle ofSyscall(FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }
}
