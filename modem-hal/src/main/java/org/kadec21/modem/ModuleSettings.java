package org.kadec21.modem;

import org.kadec21.hal.Secret;
import org.kadec21.modem.dialect.AccessPoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a unit's module is reached and used.
///
/// @param port the serial port's name
/// @param otherPorts names, with `*` for any part of one, of ports that the module may be looked
///   for at when it is not at `port`; no other is touched, unless it is the same USB device
/// @param bitsPerSecond its speed, usually 115200
/// @param pin the SIM's PIN, when it has one
/// @param sleep what the module does between two sessions
public record ModuleSettings(
        String port,
        List<String> otherPorts,
        int bitsPerSecond,
        AccessPoint accessPoint,
        Optional<Secret> pin,
        Sleep sleep,
        Limits limits) {

    public ModuleSettings {
        otherPorts = List.copyOf(otherPorts);
    }

    /// A module that is at `port` and nowhere else.
    public ModuleSettings(
            String port,
            int bitsPerSecond,
            AccessPoint accessPoint,
            Optional<Secret> pin,
            Sleep sleep,
            Limits limits) {
        this(port, List.of(), bitsPerSecond, accessPoint, pin, sleep, limits);
    }

    /// Between two sessions.
    public enum Sleep {
        /// `+CFUN=0`: radio and SIM off, the port answers.
        MINIMUM("AT+CFUN=0"),
        /// `+CFUN=4`: radio off.
        AIRPLANE("AT+CFUN=4");

        private final String command;

        Sleep(String command) {
            this.command = command;
        }

        String command() {
            return command;
        }
    }

    /// How long each step may take.
    ///
    /// @param command an ordinary command that needs no network
    /// @param radio a command that starts or stops radio or SIM (`+CFUN`, `+CPIN`): 15 s at Quectel
    /// @param simReady from an accepted PIN, or SIM busy, to a usable SIM
    /// @param registration from radio on to registered
    /// @param attach packet attach: 3GPP modules may take 75 s and more
    public record Limits(
            Duration command,
            Duration radio,
            Duration simReady,
            Duration registration,
            Duration attach) {

        public static Limits standard() {
            return new Limits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(140));
        }
    }
}
