package org.kadec21.simulation.module.device;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long the module takes for what it does by itself.
///
/// @param boot power key to `RDY`
/// @param simReady `RDY` to `+CPIN`
/// @param appReady `RDY` to `APP RDY`
/// @param registration radio on to registered (or refused)
/// @param attach `+CGATT=1`
/// @param activation a context up or down, without the attach it may need first
/// @param connect how long TCP tries before `+QIOPEN: id,566`
/// @param close how long `+QICLOSE` blocks the port
/// @param powerDown power-off command or key to off
/// @param sendStall how long the network may take no byte of a socket before the connection counts
///   as broken
public record ModuleTimings(
        Duration boot,
        Duration simReady,
        Duration appReady,
        Duration registration,
        Duration attach,
        Duration activation,
        Duration connect,
        Duration close,
        Duration powerDown,
        Duration sendStall) {

    /// Figures as of a 1x module; assumptions but for the 75 s of TCP and the 10 s that bound
    /// `+QICLOSE`.
    public static final ModuleTimings TYPICAL =
            new ModuleTimings(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(300),
                    Duration.ofMillis(800),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(75),
                    Duration.ofMillis(600),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(120));

    /// The same module, `times` as fast in what it does by itself; limits stay.
    public ModuleTimings faster(int times) {
        return scaled(1.0 / times);
    }

    /// A specimen: up to a fifth slower or faster in what it does by itself than the average one.
    public ModuleTimings specimen(RandomGenerator chance) {
        return scaled(0.8 + 0.4 * chance.nextDouble());
    }

    private ModuleTimings scaled(double factor) {
        return new ModuleTimings(
                scaled(boot, factor),
                scaled(simReady, factor),
                scaled(appReady, factor),
                scaled(registration, factor),
                scaled(attach, factor),
                scaled(activation, factor),
                connect,
                scaled(close, factor),
                scaled(powerDown, factor),
                sendStall);
    }

    private static Duration scaled(Duration span, double factor) {
        return Duration.ofMillis(Math.round(span.toMillis() * factor));
    }
}
