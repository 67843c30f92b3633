package org.kadec21.simulation.realtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The terminal on standard input, handing over every key as it is typed: a program that writes
/// lines in between keeps what was typed in its own hands. Linux only.
///
/// A program in the background that reads its terminal is stopped by the system; here it is not, it
/// reads nothing more instead.
public final class Keyboard implements Closeable {

    private static final int STDIN = 0;
    private static final int STDERR = 2;
    private static final int TCSANOW = 0;
    private static final int SIGTTIN = 21;
    private static final long SIG_IGN = 1;

    /// `struct termios` of glibc on Linux: four words of flags, the line discipline, the control
    /// characters; and the flags and characters that are changed (asm-generic/termbits.h).
    private static final int TERMIOS_BYTES = 256;

    private static final long INPUT_FLAGS = 0;
    private static final int ICRNL = 0x100;
    private static final long LOCAL_FLAGS = 12;
    private static final int ICANON = 0x2;
    private static final int ECHO = 0x8;

    private final LibC c;
    private final byte[] before;

    private Keyboard(LibC c, byte[] before) {
        this.c = c;
        this.before = before;
    }

    /// Takes the keyboard, until it is closed. Empty when standard input or standard error is no
    /// terminal, or the program runs in the background.
    public static Optional<Keyboard> take() throws IOException {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return Optional.empty();
        }
        LibC c = new LibC();
        c.returningLong("signal", JAVA_INT, JAVA_LONG).call(SIGTTIN, SIG_IGN);
        if (!isTerminal(c, STDIN) || !isTerminal(c, STDERR) || !isInForeground(c)) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
            c.returningInt("tcgetattr", JAVA_INT, ADDRESS).call(STDIN, termios).orThrow();
            byte[] before = termios.toArray(JAVA_BYTE);
            int local = termios.get(JAVA_INT, LOCAL_FLAGS);
            termios.set(JAVA_INT, LOCAL_FLAGS, local & ~(ICANON | ECHO));
            int input = termios.get(JAVA_INT, INPUT_FLAGS);
            termios.set(JAVA_INT, INPUT_FLAGS, input | ICRNL);
            set(c, termios);
            return Optional.of(new Keyboard(c, before));
        }
    }

    /// Gives the terminal back as it was.
    @Override
    public void close() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
            MemorySegment.copy(before, 0, termios, JAVA_BYTE, 0, before.length);
            set(c, termios);
        }
    }

    private static void set(LibC c, MemorySegment termios) throws IOException {
        c.returningInt("tcsetattr", JAVA_INT, JAVA_INT, ADDRESS)
                .call(STDIN, TCSANOW, termios)
                .orThrow();
    }

    private static boolean isTerminal(LibC c, int descriptor) {
        return c.returningInt("isatty", JAVA_INT).call(descriptor).value() == 1;
    }

    private static boolean isInForeground(LibC c) {
        return c.returningInt("tcgetpgrp", JAVA_INT).call(STDIN).value()
                == c.returningInt("getpgrp").call().value();
    }
}
