package org.kadec21.simulation.module.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The module's clock (3GPP TS 27.007 8.15). It stands where the factory left it until a network
/// tells the time or the host sets it; each network found tells it anew. Nothing keeps it without
/// power.
public final class ModuleClock {

    private static final Instant AT_FACTORY = Instant.parse("1980-01-05T15:00:00Z");

    private final DualBandModule module;
    private Optional<Setting> setting = Optional.empty();
    private boolean told;

    private record Setting(Instant time, long atNanos) {}

    public ModuleClock(DualBandModule module) {
        this.module = module;
    }

    public Instant time() {
        return setting.map(set -> set.time().plus(Duration.ofNanos(module.now() - set.atNanos())))
                .orElseGet(() -> told ? module.radio().networkTime() : AT_FACTORY);
    }

    /// The host sets it, as if it knew better than the network.
    public void set(Instant time) {
        setting = Optional.of(new Setting(time, module.now()));
    }

    /// A network tells the time.
    void tell() {
        told = true;
        setting = Optional.empty();
    }

    void forget() {
        told = false;
        setting = Optional.empty();
    }
}
