package webarch.kernel;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites the classes of cells before they are loaded: {@link CellGuard#check} at the start of
 * every method and before every backward branch makes any loop of a cell stoppable, and calls that
 * end the process become errors. Code in libraries is left alone. Owned by the thread that
 * evaluates cells.
 */
final class CellBytecode {
    private static final ClassDesc GUARD = ClassDesc.of(CellGuard.class.getName());
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final MethodTypeDesc EXIT =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final MethodTypeDesc EXIT_OF_RUNTIME =
            MethodTypeDesc.of(ConstantDescs.CD_void, RUNTIME, ConstantDescs.CD_int);

    /** The classes seen so far: stack maps need to know how they descend from one another. */
    private final Map<ClassDesc, byte[]> seen = new HashMap<>();

    private final ClassFile classFile;

    CellBytecode(ClassLoader libraries) {
        ClassHierarchyResolver resolver =
                ClassHierarchyResolver.ofResourceParsing(
                                name -> {
                                    byte[] bytes = seen.get(name);
                                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                                })
                        .orElse(ClassHierarchyResolver.ofResourceParsing(libraries))
                        .orElse(ClassHierarchyResolver.defaultResolver());
        this.classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver.cached()));
    }

    void remember(String className, byte[] bytecode) {
        seen.put(ClassDesc.of(className), bytecode);
    }

    byte[] guarded(byte[] bytecode) {
        return classFile.transformClass(
                classFile.parse(bytecode),
                ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Weaver::new)));
    }

    private static final class Weaver implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            check(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            switch (element) {
                case LabelTarget target -> {
                    passed.add(target.label());
                    code.with(element);
                }
                case BranchInstruction branch when passed.contains(branch.target()) -> {
                    check(code);
                    code.with(element);
                }
                case InvokeInstruction call when isEndOfProcess(call) ->
                        code.invokestatic(
                                GUARD,
                                call.name().stringValue(),
                                isOf(call, RUNTIME) ? EXIT_OF_RUNTIME : EXIT);
                default -> code.with(element);
            }
        }

        private static void check(CodeBuilder code) {
            code.invokestatic(GUARD, "check", ConstantDescs.MTD_void);
        }

        private static boolean isEndOfProcess(InvokeInstruction call) {
            return call.typeSymbol().equals(EXIT)
                    && switch (call.name().stringValue()) {
                        case "exit" ->
                                isOf(call, RUNTIME) || isOf(call, ClassDesc.of("java.lang.System"));
                        case "halt" -> isOf(call, RUNTIME);
                        default -> false;
                    };
        }

        private static boolean isOf(InvokeInstruction call, ClassDesc type) {
            return call.owner().asSymbol().equals(type);
        }
    }
}
