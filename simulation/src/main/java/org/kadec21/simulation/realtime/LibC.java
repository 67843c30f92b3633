package org.kadec21.simulation.realtime;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// The few functions of the C library that make a pseudo-terminal (POSIX.1-2024, and GNU's
/// `ptsname_r` and `cfmakeraw`).
@SuppressWarnings("restricted") // calling C is what this is for
final class LibC {

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();

    /// A C function whose result and `errno` both count.
    final class Function {

        private final String name;
        private final MethodHandle handle;

        private Function(String name, MemoryLayout result, MemoryLayout... parameters) {
            MemorySegment address =
                    linker.defaultLookup()
                            .find(name)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "this C library has no function " + name));
            this.name = name;
            this.handle =
                    linker.downcallHandle(
                            address,
                            FunctionDescriptor.of(result, parameters),
                            Linker.Option.captureCallState("errno"));
        }

        /// The function's result as C means it: -1 is a failure.
        Result call(Object... arguments) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CALL_STATE);
                List<Object> all = new ArrayList<>(List.of(state));
                all.addAll(List.of(arguments));
                Number value = (Number) handle.invokeWithArguments(all);
                return new Result(name, value.longValue(), (int) ERRNO.get(state, 0L));
            } catch (Throwable impossible) { // what a MethodHandle declares; C throws nothing
                throw new AssertionError("calling " + name, impossible);
            }
        }
    }

    /// What a function returned, and `errno`, which means something only when it failed.
    record Result(String function, long value, int errno) {

        boolean failed() {
            return value < 0;
        }

        /// The value, for functions that must not fail.
        int orThrow() throws IOException {
            if (failed() || (value > 0 && function.equals("ptsname_r"))) {
                throw new IOException(function + " failed, errno " + errno);
            }
            return (int) value;
        }
    }

    Function returningInt(String name, MemoryLayout... parameters) {
        return new Function(name, JAVA_INT, parameters);
    }

    Function returningLong(String name, MemoryLayout... parameters) {
        return new Function(name, JAVA_LONG, parameters);
    }
}
