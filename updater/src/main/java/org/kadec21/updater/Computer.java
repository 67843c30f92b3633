package org.kadec21.updater;

import org.kadec21.updater.port.Line;
import org.kadec21.updater.port.SerialLine;

import java.io.Console;
import java.io.IOException;
import java.time.Clock;

/// What the updater asks the computer for that it runs on.
///
/// @param clock that judges expiries
/// @param terminal whether a person watches
public record Computer(Clock clock, Ports ports, boolean terminal) {

    /// Its serial ports.
    @FunctionalInterface
    public interface Ports {

        /// Opens one.
        ///
        /// @param name as in `--port`
        /// @throws IOException when there is none of that name, or it cannot be had
        Line open(String name, int bitsPerSecond) throws IOException;
    }

    static Computer real() {
        return new Computer(Clock.systemUTC(), SerialLine::open, hasTerminal());
    }

    /// Up to Java 21 there is no console without a terminal; from 22 on it has to be asked.
    @SuppressWarnings("SystemConsoleNull") // which is why it is asked
    private static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
